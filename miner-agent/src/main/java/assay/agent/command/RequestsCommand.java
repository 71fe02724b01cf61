package assay.agent.command;

import assay.agent.Agent;
import assay.agent.approval.Approver;
import assay.agent.approval.OwnerWord;
import assay.agent.approval.OwnerWords;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.journal.JournalException;
import assay.agent.loop.Narrator;
import assay.agent.loop.TextNotes;
import assay.agent.platform.PlatformClient;
import assay.agent.platform.PlatformClient.AccessRequest;
import assay.chain.FileInUseException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Requests that wait for their owner's own word. */
@Command(name = "requests", description = "List, approve and deny requests for access.")
final class RequestsCommand {

  private static final int FAILED = 1;
  private static final int SHORT = 12;

  @Spec private CommandSpec command;

  /** Lists them. */
  @Command(name = "list", description = "List the requests that wait, newest first.")
  int list(@Mixin HomeOption home) {
    List<AccessRequest> waiting = waiting(home.home());
    waiting.forEach(RequestsCommand::print);
    if (waiting.isEmpty()) {
      System.err.println("Nobody waits for an answer.");
    }
    return 0;
  }

  private static void print(AccessRequest request) {
    System.out.printf(
        "%s  %s  to %s  on %s%n    \"%s\"%n",
        request.id().hex().substring(0, SHORT),
        request.grantee(),
        request.purpose(),
        request.version(),
        request.reason());
  }

  /** Grants one. */
  @Command(name = "approve", description = "Grant what a request asks for.")
  int approve(
      @Mixin HomeOption home,
      @Parameters(paramLabel = "ID", description = "The request's id or a beginning.") String id,
      @Option(
              names = "--lifetime",
              defaultValue = "30 days",
              description = "How long the grant lasts (default: ${DEFAULT-VALUE}).")
          String lifetime,
      @Option(
              names = "--price",
              paramLabel = "ETH",
              defaultValue = "0",
              description = "What each use costs, in ether (default: ${DEFAULT-VALUE}).")
          String price) {
    return decide(home, id, meant(() -> OwnerWord.grant(lifetime, price)));
  }

  /** Refuses one. */
  @Command(name = "deny", description = "Refuse what a request asks for, and tell why.")
  int deny(
      @Mixin HomeOption home,
      @Parameters(paramLabel = "ID", description = "The request's id or a beginning.") String id,
      @Option(
              names = "--because",
              required = true,
              paramLabel = "TEXT",
              description = "What the one who asked is told.")
          String because) {
    return decide(home, id, meant(() -> OwnerWord.denial(because)));
  }

  private OwnerWord meant(Supplier<OwnerWord> word) {
    try {
      return word.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** What is decided is written down first: an agent that runs already does it, or this one. */
  private static int decide(HomeOption home, String id, OwnerWord word) {
    AccessRequest request = meant(waiting(home.home()), id);
    OwnerWords words = new OwnerWords(home.home());
    words.leave(request.id(), word);
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      agent.sender().resume();
      new Approver(agent, narrator()).doAsDecided();
    } catch (JournalException e) {
      if (e.getCause() instanceof FileInUseException) {
        System.err.println("Your agent runs and does it at its next round.");
        return 0;
      }
      throw e;
    }
    return words.find(request.id()).isPresent() ? FAILED : 0;
  }

  private static Narrator narrator() {
    return new Narrator(Clock.systemUTC(), new TextNotes(System.err, ZoneId.systemDefault()));
  }

  /** Asks the platform without opening the journal, which an agent that runs holds. */
  private static List<AccessRequest> waiting(AgentHome home) {
    AgentSettings settings = AgentSettings.load(home);
    return new PlatformClient(settings.platform(), home.account(), Clock.systemUTC())
        .accessRequests();
  }

  private static AccessRequest meant(List<AccessRequest> waiting, String id) {
    String beginning = id.toLowerCase(Locale.ROOT);
    List<AccessRequest> matching =
        waiting.stream().filter(request -> request.id().hex().startsWith(beginning)).toList();
    if (matching.size() != 1) {
      throw UnclearIdException.request(id, matching.size());
    }
    return matching.get(0);
  }
}
