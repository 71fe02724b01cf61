package assay.agent.command;

import assay.agent.Agent;
import assay.agent.approval.Applicants;
import assay.agent.approval.RulesFile;
import assay.agent.home.HomeException;
import assay.chain.Address;
import assay.registry.approval.Application;
import assay.registry.approval.ApprovalRules;
import assay.registry.approval.Decision;
import assay.registry.approval.Decision.Approve;
import assay.registry.approval.Decision.AskOwner;
import assay.registry.approval.Decision.Deny;
import assay.registry.approval.Lifetime;
import assay.registry.approval.Offer;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An owner's standing rules. */
@Command(name = "rules", description = "Show, set and try the rules by which access is approved.")
final class RulesCommand {

  /** Shows them as the agent understands them. */
  @Command(name = "show", description = "Print the rules as the agent reads them.")
  int show(@Mixin HomeOption home) {
    ApprovalRules rules = RulesFile.of(home.home()).read();
    System.out.print(new String(rules.toJson(), StandardCharsets.UTF_8));
    if (rules.rules().isEmpty()) {
      System.err.println("There is no rule: every request waits for you.");
    }
    return 0;
  }

  /** Replaces them. */
  @Command(name = "set", description = "Put these rules in the place of those that are there.")
  int set(
      @Mixin HomeOption home,
      @Parameters(paramLabel = "FILE", description = "The rules, in JSON.") Path file) {
    ApprovalRules rules = existing(file);
    RulesFile.of(home.home()).replaceBy(rules);
    System.err.printf("%d rules hold from the agent's next round on.%n", rules.rules().size());
    return 0;
  }

  /** Tries them. */
  @Command(name = "check", description = "Say what would be answered; nothing is granted.")
  int check(
      @Mixin HomeOption home,
      @Mixin DatasetChoice choice,
      @Parameters(index = "1", paramLabel = "ADDRESS", description = "Who would ask.") Address who,
      @Option(
              names = "--purpose",
              defaultValue = "train",
              converter = PurposeConverter.class,
              description = "For what (default: ${DEFAULT-VALUE}).")
          Purpose purpose,
      @Option(
              names = "--rules",
              paramLabel = "FILE",
              description = "Rules that are not set yet (default: those that are).")
          @Nullable Path file) {
    ApprovalRules rules = file == null ? RulesFile.of(home.home()).read() : existing(file);
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      VersionId version = choice.version(agent);
      Application application =
          new Applicants(agent)
              .application(version, who, purpose)
              .orElseThrow(() -> new UnknownVersionException(version));
      System.out.println(words(rules.decide(application)));
    }
    return 0;
  }

  /** Who names a file means that it is there; a home may have none. */
  private static ApprovalRules existing(Path file) {
    if (!Files.exists(file)) {
      throw new HomeException(file, "is not there; name the file with the rules.");
    }
    return new RulesFile(file).read();
  }

  private static String words(Decision decision) {
    if (decision instanceof Approve approve) {
      return "approve  by rule '%s': %s".formatted(approve.rule(), words(approve.offer()));
    }
    if (decision instanceof Deny deny) {
      return "deny  " + deny.because();
    }
    return "ask you  " + ((AskOwner) decision).because();
  }

  private static String words(Offer offer) {
    return "for %s at level %s, %s"
        .formatted(
            Lifetime.text(offer.lifetime()),
            offer.level(),
            offer.price().value().signum() == 0 ? "free" : offer.price().inEther() + " ETH a use");
  }
}
