package assay.agent.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it takes to seal, store and journal a checkpoint of 100 MiB that lies in a file, as what
 * is submitted does.
 *
 * @param folder with room for 300 MiB a round
 * @param watches whose wall clock counts
 */
public record CheckpointBench(Path folder, Stopwatches watches) {

  private static final int MEGABYTES = 100;
  private static final double NANOS = 1e9;

  /** Seconds, the middle of so many rounds; every round keeps other bytes. */
  public double seconds(int rounds) throws IOException {
    List<Double> seconds = new ArrayList<>();
    try (AgentKeeping keeping = new AgentKeeping(folder)) {
      for (int round = 0; round < rounds; round++) {
        Path plain = RandomFile.write(folder.resolve("checkpoint"), MEGABYTES, round);
        long begun = watches.wall().getAsLong();
        keeping.keep(plain);
        seconds.add((watches.wall().getAsLong() - begun) / NANOS);
      }
    }
    return seconds.stream().sorted().skip((rounds - 1) / 2).findFirst().orElseThrow();
  }
}
