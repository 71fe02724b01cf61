package assay.agent.joint;

import assay.agent.joint.JointBook.Reached;
import assay.agent.keys.UnknownRecipientException;
import assay.agent.miner.JobRun;
import assay.chain.Address;
import assay.registry.content.Cid;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.pool.Division;
import assay.training.pool.RoundPlan;
import assay.training.pool.RoundPlan.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the plans of a job's rounds and puts them into the content store. Not thread-safe. */
final class PlanMaker {

  private final WeightStore store;
  private final Recipients recipients;
  private final JobRun run;
  private final Map<Address, Double> speeds = new HashMap<>();

  PlanMaker(WeightStore store, Recipients recipients, JobRun run) {
    this.store = store;
    this.recipients = recipients;
    this.run = run;
  }

  /** Whether the account published a key that a round's can be sealed to. */
  boolean canSealTo(Address account) {
    try {
      recipients.of(account);
      return true;
    } catch (UnknownRecipientException e) {
      return false;
    }
  }

  /** A member was so fast, from the call to his reply. */
  void measured(Address member, double samplesPerSecond) {
    speeds.put(member, samplesPerSecond);
  }

  /** A plan and where it is kept. */
  record Kept(RoundPlan plan, Cid cid) {}

  /**
   * Divides the samples among these accounts, the operator among them.
   *
   * @throws assay.agent.keys.UnknownRecipientException if one has no key on the chain
   */
  Kept plan(Reached from, Set<Address> members) {
    int samples = run.job().training().size();
    Map<Address, Double> known = new HashMap<>();
    members.forEach(member -> known.put(member, speeds.getOrDefault(member, 0.0)));
    List<Part> parts = new ArrayList<>();
    int begin = 0;
    for (Map.Entry<Address, Integer> each : Division.of(samples, known).counts().entrySet()) {
      String key = store.sealKey(from.key(), recipients.of(each.getKey()));
      parts.add(new Part(each.getKey(), begin, each.getValue(), key));
      begin += each.getValue();
    }
    RoundPlan plan =
        new RoundPlan(
            run.bounty().value(),
            from.epochsDone(),
            run.job().settings().epochs(),
            run.job().settings().batchSize(),
            run.data().stream().map(DataIdentity::sha256).toList(),
            samples,
            from.weights(),
            parts);
    return new Kept(plan, store.put(plan.json()));
  }
}
