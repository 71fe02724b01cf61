package assay.agent.command;

import assay.agent.status.StatusFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how a running miner fares, from what it leaves in its home. */
@Command(
    name = "status",
    description = "Show a running miner's devices, jobs and earnings; ends with 1 if none runs.")
final class MinerStatusCommand implements Callable<Integer> {

  private static final int NONE_RUNS = 1;
  private static final long PAUSE_MILLIS = 2_000;
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Mixin private HomeOption home;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Option(names = "--watch", description = "Show it again every two seconds until stopped.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    StatusFile file = new StatusFile(home.home().status());
    Optional<ObjectNode> status = file.read();
    while (watch && !json && status.isPresent()) {
      System.out.print(CLEAR);
      StatusTable.print(status.get(), System.out);
      Thread.sleep(PAUSE_MILLIS);
      status = file.read();
    }
    if (status.isEmpty()) {
      System.err.printf(
          "No miner runs in %s; 'assay miner run' starts one.%n", home.home().folder());
      return NONE_RUNS;
    }
    print(status.get());
    return 0;
  }

  private void print(JsonNode status) {
    if (json) {
      System.out.println(status);
    } else {
      StatusTable.print(status, System.out);
    }
  }
}
