package assay.agent.bench;

import assay.agent.engine.EngineChoice;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Measures the training engines on the same nets and samples, in turns within one run, beside
 * PyTorch where Python has it. Batches of 64, Adam, no checkpoints.
 */
public final class EngineBench {

  private static final int SAMPLES = 512;
  private static final int EPOCHS = 1_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Path folder;
  private final LongSupplier nanoTime;
  private final LongSupplier cpuNanos;

  /**
   * @param folder for the PyTorch program
   * @param nanoTime a clock such as {@link System#nanoTime}
   * @param cpuNanos processor time used by this process, in nanoseconds
   */
  public EngineBench(Path folder, LongSupplier nanoTime, LongSupplier cpuNanos) {
    this.folder = folder;
    this.nanoTime = nanoTime;
    this.cpuNanos = cpuNanos;
  }

  /**
   * How fast something trained.
   *
   * @param perSecond samples per second on the wall
   * @param perCpuSecond samples per second of processor time
   */
  public record Speed(double perSecond, double perCpuSecond) {}

  /**
   * Measures so many rounds; the middle speeds by net and engine, such as {@code lenet.torch}, the
   * nets in turn within each round. PyTorch runs on one device only.
   *
   * @param devices workers of each engine
   */
  public Map<String, Speed> run(int rounds, Duration atLeast, int devices) throws IOException {
    Optional<PyTorchProgram> python = devices == 1 ? PyTorchProgram.find(folder) : Optional.empty();
    Map<String, List<Speed>> measured = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (BenchNet net : BenchNet.values()) {
        for (EngineChoice engine : EngineChoice.values()) {
          add(measured, net, engine.word(), engine(engine, net, atLeast, devices));
        }
        if (python.isPresent()) {
          add(measured, net, "pytorch", python.get().train(net, atLeast));
        }
      }
    }
    Map<String, Speed> middle = new LinkedHashMap<>();
    measured.forEach((name, speeds) -> middle.put(name, middle(speeds)));
    return middle;
  }

  private static void add(Map<String, List<Speed>> measured, BenchNet net, String by, Speed speed) {
    measured.computeIfAbsent(net.word() + "." + by, name -> new ArrayList<>()).add(speed);
  }

  /** A first epoch warms caches and compilers up and is not counted. */
  private Speed engine(EngineChoice choice, BenchNet net, Duration atLeast, int devices) {
    TrainingEngine engine = choice.open(nanoTime);
    TrainingSettings settings =
        TrainingSettings.of(EPOCHS, 1)
            .withBatchSize(64)
            .withDevices(devices)
            .withCheckpointEvery(EPOCHS);
    Random random = new Random(1);
    TrainingJob job =
        new TrainingJob(net.spec(), net.data(SAMPLES, random), net.data(1, random), settings);
    Stretch stretch = new Stretch(atLeast);
    TrainingState state = engine.train(job, stretch);
    return stretch.speed((state.epochsDone() - 1L) * SAMPLES);
  }

  private static Speed middle(List<Speed> speeds) {
    return new Speed(middle(speeds, Speed::perSecond), middle(speeds, Speed::perCpuSecond));
  }

  private static double middle(List<Speed> speeds, ToDoubleFunction<Speed> figure) {
    double[] sorted = speeds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }

  /** Runs from the end of the first epoch for at least so long. */
  private final class Stretch implements TrainingListener {

    private final Duration atLeast;
    private int epochs;
    private long begin;
    private long cpuBegin;
    private long end;
    private long cpuEnd;

    Stretch(Duration atLeast) {
      this.atLeast = atLeast;
    }

    @Override
    public boolean wantsStop() {
      epochs++;
      end = nanoTime.getAsLong();
      cpuEnd = cpuNanos.getAsLong();
      if (epochs == 1) {
        begin = end;
        cpuBegin = cpuEnd;
      }
      return epochs > 1 && end - begin >= atLeast.toNanos();
    }

    Speed speed(long samples) {
      double perNano = samples * NANOS_PER_SECOND;
      return new Speed(
          perNano / Math.max(1, end - begin), perNano / Math.max(1, cpuEnd - cpuBegin));
    }
  }
}
