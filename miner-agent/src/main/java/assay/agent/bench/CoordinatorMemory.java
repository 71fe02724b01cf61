package assay.agent.bench;

import assay.training.federated.rule.Aggregation;
import assay.training.federated.rule.Intake;
import assay.training.federated.rule.WeightedMean;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The largest resident size of a process that joins updates by the mean as they come, one after the
 * other. Its heap has room for the sums, an update that waits for its pair, the one that comes, and
 * the result: four times the model, and 64 MiB.
 */
final class CoordinatorMemory {

  private static final int MODELS = 4;
  private static final int REST_MEGABYTES = 64;
  private static final double MEGA = 1e6;
  private static final double KIBI = 1024;
  private static final Path STATUS = Path.of("/proc/self/status");

  private CoordinatorMemory() {}

  /** In megabytes; empty where the system does not tell it in {@code /proc}. */
  static OptionalDouble megabytes(JoiningWork work) throws IOException {
    long heap = MODELS * work.updateBytes() + ((long) REST_MEGABYTES << 20);
    List<String> command =
        BenchJvm.command(
            CoordinatorMemory.class,
            heap,
            Stream.of(work.clients(), work.parameters()).map(String::valueOf).toList());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (said.isEmpty()) {
        throw new IOException(
            "The coordinator of %d clients ended early; what it complained of stands above."
                .formatted(work.clients()));
      }
      double kibibytes = Double.parseDouble(said);
      return kibibytes > 0 ? OptionalDouble.of(kibibytes * KIBI / MEGA) : OptionalDouble.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Clients and parameters in, KiB out; 0 where nobody knows. */
  public static void main(String[] arguments) throws IOException {
    JoiningWork work =
        new JoiningWork(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    Aggregation mean = new WeightedMean().begin(work.parameters());
    Intake intake = new Intake(work.parameters(), mean);
    for (int client = 0; client < work.clients(); client++) {
      intake.offer(work.update(client));
    }
    if (mean.result().length != work.parameters() || intake.accepted() != work.clients()) {
      throw new IllegalStateException("Not every update was joined: " + intake.refused());
    }
    System.out.println(Files.exists(STATUS) ? peak(Files.readAllLines(STATUS)) : 0);
  }

  private static long peak(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
