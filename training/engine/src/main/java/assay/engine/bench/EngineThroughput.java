package assay.engine.bench;

import assay.engine.bench.ThroughputReport.Pair;
import assay.engine.bench.ThroughputReport.Speed;
import assay.engine.dl4j.BareDl4j;
import assay.engine.dl4j.Dl4jEngine;
import assay.training.run.Progress;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import assay.training.run.TrainingStateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Measures the engine as an agent uses it (progress lines made, states written to a file as often
 * as the settings say, validation after each epoch) against Deeplearning4j's bare loop on the same
 * model and data. Measurements alternate, and each pair is begun by the other side, so that a busy
 * neighbour or a warming processor favours neither.
 */
public final class EngineThroughput {

  private static final double NANOS_PER_SECOND = 1e9;

  private final TrainingJob job;
  private final Path stateFile;
  private final LongSupplier nanoTime;
  private final LongSupplier cpuNanos;

  /**
   * @param job what is trained; its number of epochs must outlast one measurement
   * @param stateFile where checkpoints are written, over and over
   * @param nanoTime a clock such as {@link System#nanoTime}
   * @param cpuNanos processor time used by this process, in nanoseconds
   */
  public EngineThroughput(
      TrainingJob job, Path stateFile, LongSupplier nanoTime, LongSupplier cpuNanos) {
    this.job = job;
    this.stateFile = stateFile;
    this.nanoTime = nanoTime;
    this.cpuNanos = cpuNanos;
  }

  /** Measures so many pairs, each side for at least this long, after a short warming of both. */
  public ThroughputReport run(int pairs, Duration atLeast) {
    speed(() -> agent(atLeast.dividedBy(10)));
    speed(() -> bare(atLeast.dividedBy(10)));
    List<Pair> measured = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      if (i % 2 == 0) {
        Speed agent = speed(() -> agent(atLeast));
        measured.add(new Pair(agent, speed(() -> bare(atLeast))));
      } else {
        Speed bare = speed(() -> bare(atLeast));
        measured.add(new Pair(speed(() -> agent(atLeast)), bare));
      }
    }
    return new ThroughputReport(measured);
  }

  private Speed speed(LongSupplier training) {
    long begin = nanoTime.getAsLong();
    long cpuBegin = cpuNanos.getAsLong();
    long samples = training.getAsLong();
    double perNano = samples * NANOS_PER_SECOND;
    return new Speed(
        perNano / (nanoTime.getAsLong() - begin),
        perNano / Math.max(1, cpuNanos.getAsLong() - cpuBegin));
  }

  private long agent(Duration atLeast) {
    AgentListener listener = new AgentListener(nanoTime.getAsLong() + atLeast.toNanos());
    TrainingState state = new Dl4jEngine(nanoTime).train(job, listener);
    return (long) state.epochsDone() * job.training().size();
  }

  private long bare(Duration atLeast) {
    return new BareDl4j(job, nanoTime).train(atLeast);
  }

  /** Does what the agent does at each call, then throws the line away. */
  private final class AgentListener implements TrainingListener {

    private final StringBuilder line = new StringBuilder();
    private final long stopAt;

    AgentListener(long stopAt) {
      this.stopAt = stopAt;
    }

    @Override
    public void onProgress(Progress now) {
      line.setLength(0);
      line.append("epoch ").append(now.epoch()).append('/').append(now.epochs());
      line.append(String.format(Locale.ROOT, " %.0f samples/s", now.samplesPerSecond()));
      line.append(String.format(Locale.ROOT, " loss %.4f", now.loss()));
      line.append(' ').append(now.remaining()).append(" left");
    }

    @Override
    public void onCheckpoint(TrainingState state) {
      try (OutputStream out = Files.newOutputStream(stateFile)) {
        TrainingStateFile.write(state, out);
      } catch (IOException e) {
        throw new UncheckedIOException("The state cannot be written to " + stateFile + ".", e);
      }
    }

    @Override
    public boolean wantsStop() {
      return nanoTime.getAsLong() >= stopAt;
    }
  }
}
