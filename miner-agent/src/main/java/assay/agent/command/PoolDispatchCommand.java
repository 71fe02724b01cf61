package assay.agent.command;

import assay.agent.platform.PoolJobClient;
import assay.agent.pool.PoolRuleException;
import assay.chain.Address;
import assay.training.bounty.BountyId;
import assay.training.ledger.PoolFacts;
import assay.training.pool.Crew;
import assay.training.pool.Signed;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives members of a pool something to do. */
@Command(
    name = "dispatch",
    description = "Let this pool's members work on a bounty: one at a time, or all together.")
final class PoolDispatchCommand implements Callable<Integer> {

  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec command;

  @Mixin private HomeOption home;

  @Parameters(paramLabel = "JOB", description = "The bounty's id or a unique beginning of it.")
  private String prefix;

  @Option(
      names = "--members",
      paramLabel = "ADDRESSES",
      split = ",",
      converter = AddressConverter.class,
      description = "Only these members may work on it (default: whoever is in the pool).")
  private List<Address> members = List.of();

  @Option(
      names = "--together",
      description =
          "Train it together: those members and the operator, whose miner runs with"
              + " pool.together=true.")
  private boolean isTogether;

  @Option(names = "--withdraw", description = "Take it back from them instead.")
  private boolean isWithdrawn;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    requireSense();
    try (OpenChain open = new OpenChain(home)) {
      BountyId bounty = new BountyId(KnownIds.bounties(open.events(), open.chain()).meant(prefix));
      PoolJobClient jobs = open.platform().poolJobs();
      if (isWithdrawn) {
        jobs.withdraw(bounty);
      } else if (members.isEmpty()) {
        jobs.offer(bounty);
      } else {
        open.platform().rounds().name(crew(open, bounty));
      }
      System.out.println(json ? document(bounty) : sentence(bounty));
    }
    return 0;
  }

  private void requireSense() {
    if (members.isEmpty() ? isTogether : isWithdrawn) {
      throw new ParameterException(
          command.commandLine(),
          "Name who trains --together with --members; to --withdraw, name nobody.");
    }
  }

  private Signed<Crew> crew(OpenChain open, BountyId bounty) {
    Address pool = home.home().account().address();
    PoolFacts facts = PoolFacts.of(open.events());
    members.stream()
        .filter(member -> !facts.members(pool).containsKey(member))
        .findFirst()
        .ifPresent(
            stranger -> {
              throw PoolRuleException.notIn(stranger, pool);
            });
    return Signed.by(
        home.home().account(),
        new Crew(
            open.registry(),
            pool,
            bounty,
            members,
            isTogether,
            clock.instant().truncatedTo(ChronoUnit.SECONDS)));
  }

  private String sentence(BountyId bounty) {
    if (isWithdrawn) {
      return "Members no longer get bounty " + bounty + ".";
    }
    if (isTogether) {
      return "%d members train bounty %s together with 'assay miner run' of this home (pool.together=true)."
          .formatted(members.size(), bounty);
    }
    return members.isEmpty()
        ? "The next member who asks works on bounty " + bounty + "."
        : "The next of %d named members who asks works on bounty %s."
            .formatted(members.size(), bounty);
  }

  private ObjectNode document(BountyId bounty) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("bounty", bounty.toString()).put("withdrawn", isWithdrawn);
    document.put("together", isTogether);
    ArrayNode list = document.putArray("members");
    members.forEach(member -> list.add(member.toString()));
    return document;
  }
}
