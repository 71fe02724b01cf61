package assay.agent.command;

import assay.agent.Agent;
import assay.chain.Bytes32;
import assay.registry.dataset.DatasetId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantId;
import assay.registry.ledger.GrantFacts;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends rights to read a dataset. */
@Command(
    name = "revoke",
    description = "End one grant on a dataset, everybody's, or those of one account.")
final class RevokeCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Mixin private DatasetChoice choice;

  @ArgGroup(multiplicity = "1")
  private final Which which = new Which();

  @Option(names = "--dry-run", description = "Only say what would end.")
  private boolean dryRun;

  /** Which grants are meant. */
  static final class Which {

    @Option(names = "--grant", paramLabel = "ID", description = "The grant of that id.")
    private @Nullable String grant;

    @Option(names = "--grantee", paramLabel = "ADDRESS", description = "The account's grants.")
    private @Nullable String grantee;

    @Option(names = "--all", description = "Every grant given so far, in one transaction.")
    private boolean all;
  }

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      DatasetId dataset = choice.dataset(agent);
      List<GrantId> ending = live(agent, dataset).toList();
      ending.forEach(grant -> System.out.println(grant));
      if (ending.isEmpty()) {
        System.err.println("There is no live grant to end.");
      } else if (!dryRun) {
        end(agent, dataset, ending);
      }
    }
    return 0;
  }

  private Stream<GrantId> live(Agent agent, DatasetId dataset) {
    return new GrantFacts(agent.events())
        .on(dataset)
        .filter(id -> which.grant == null || id.equals(new GrantId(new Bytes32(which.grant))))
        .flatMap(id -> agent.ledger().grant(id).stream())
        .filter(grant -> which.grantee == null || isOf(grant, which.grantee))
        .filter(grant -> grant.isLiveAt(agent.events().now()))
        .map(AccessGrant::id);
  }

  private static boolean isOf(AccessGrant grant, String grantee) {
    return grant.terms().grantee().toString().equalsIgnoreCase(grantee);
  }

  private void end(Agent agent, DatasetId dataset, List<GrantId> ending) {
    if (which.all) {
      agent.ledger().revokeAll(dataset);
    } else {
      ending.forEach(agent.ledger()::revoke);
    }
    System.err.println("No key is released under these from now on; keys released before are out.");
  }
}
