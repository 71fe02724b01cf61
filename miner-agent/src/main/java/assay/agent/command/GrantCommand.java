package assay.agent.command;

import assay.agent.Agent;
import assay.agent.owner.AccessGiver;
import assay.chain.Address;
import assay.chain.Wei;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets somebody read a dataset. */
@Command(
    name = "grant",
    description = "Let somebody read a version of a dataset for a purpose and a time.")
final class GrantCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private HomeOption home;

  @Mixin private DatasetChoice choice;

  @Parameters(index = "1", paramLabel = "GRANTEE", description = "Who may read.")
  private String grantee;

  @Option(
      names = "--purpose",
      defaultValue = "train",
      converter = PurposeConverter.class,
      description = "train, evaluate, federate or predict (default: ${DEFAULT-VALUE}).")
  private Purpose purpose;

  @Option(
      names = "--days",
      defaultValue = "30",
      description = "How long it lasts (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--price",
      paramLabel = "ETH",
      defaultValue = "0",
      description = "What each use costs, in ether (default: ${DEFAULT-VALUE}).")
  private String price;

  @Option(names = "--uses", description = "How often it may be used (default: without limit).")
  private @Nullable Long uses;

  @Option(names = "--level", description = "A stricter level than the version's own.")
  private @Nullable SharingLevel level;

  @Option(names = "--dry-run", description = "Only say what would be granted.")
  private boolean dryRun;

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      GrantTerms terms = terms(agent);
      AccessGiver giver = new AccessGiver(agent);
      giver.require(terms);
      System.err.println(promise(terms));
      if (!dryRun) {
        System.out.println(giver.give(terms, uses == null ? GrantHistory.UNLIMITED : uses).id());
      }
    }
    return 0;
  }

  private GrantTerms terms(Agent agent) {
    VersionId version = choice.version(agent);
    SharingLevel minimum = DatasetChoice.registered(agent, version).minimumLevel();
    Instant now = agent.events().now();
    try {
      return new GrantTerms(
          agent.address(),
          new Address(grantee),
          version,
          purpose,
          level == null ? minimum : level,
          new Period(now, now.plus(Duration.ofDays(days))),
          Price.of(Wei.ofEther(price)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static String promise(GrantTerms terms) {
    return """
        %s may read dataset %s to %s until %s: no right to alter, re-grant, transfer or re-register.
        You can end the right at any time. Once the plain data is on his machine, nobody can force \
        him to forget it."""
        .formatted(terms.grantee(), terms.version(), terms.purpose(), terms.period().expiry());
  }
}
