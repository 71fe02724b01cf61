package assay.agent.command;

import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.platform.PlatformClient;
import assay.agent.platform.PlatformClient.AccessReply;
import assay.agent.platform.PlatformClient.AccessRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what became of this account's requests. */
@Command(name = "asked", description = "List what this account asked for and what owners said.")
final class AskedCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Override
  public Integer call() {
    AgentHome own = home.home();
    List<AccessReply> replies =
        new PlatformClient(AgentSettings.load(own).platform(), own.account(), Clock.systemUTC())
            .accessReplies();
    replies.forEach(AskedCommand::print);
    if (replies.isEmpty()) {
      System.err.println("This account asked for nothing in the last thirty days.");
    }
    return 0;
  }

  private static void print(AccessReply reply) {
    AccessRequest request = reply.request();
    String because = reply.because().isEmpty() ? "" : "  \"" + reply.because() + "\"";
    System.out.printf(
        "%-8s to %s  on %s%s%n",
        reply.answer().name().toLowerCase(Locale.ROOT),
        request.purpose(),
        request.version(),
        because);
  }
}
