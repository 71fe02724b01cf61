package assay.agent.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How long it takes to seal, store and journal a checkpoint of 100 MB. */
public record CheckpointBench(Path folder, Stopwatches watches) {

  private static final int BYTES = 100_000_000;
  private static final double NANOS = 1e9;

  /** Seconds, the middle of so many rounds; every round keeps other bytes. */
  public double seconds(int rounds) throws IOException {
    byte[] plain = new byte[BYTES];
    List<Double> seconds = new ArrayList<>();
    try (AgentKeeping keeping = new AgentKeeping(folder)) {
      for (int round = 0; round < rounds; round++) {
        new Random(round).nextBytes(plain);
        long begun = watches.wall().getAsLong();
        keeping.keep(plain);
        seconds.add((watches.wall().getAsLong() - begun) / NANOS);
      }
    }
    return seconds.stream().sorted().skip((rounds - 1) / 2).findFirst().orElseThrow();
  }
}
