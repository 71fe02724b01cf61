package assay.local.demo;

import assay.agent.Agent;
import assay.agent.approval.Approver;
import assay.agent.approval.RulesFile;
import assay.agent.loop.Narrator;
import assay.chain.Bytes32;
import assay.registry.approval.ApprovalRules;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Owners who give a key to whoever asks to train.
 *
 * @param narrators by the owner's name
 */
record OpenOwners(DemoData data, Participants people, Function<String, Narrator> narrators)
    implements Owners {

  private static final Duration GRANTS_LAST = Duration.ofHours(1);

  @Override
  public String called() {
    return "owner";
  }

  @Override
  public void begin(String name, Agent agent) {
    RulesFile.of(agent.home()).beginWith(ApprovalRules.letAnyoneTrain(GRANTS_LAST));
    Narrator narrator = narrators.apply(name);
    people.employ(name, narrator, List.of(new Approver(agent, narrator)));
  }

  /** Their rule is for every bounty. */
  @Override
  public void approve(Bytes32 spec) {}
}
