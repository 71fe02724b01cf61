package assay.agent.bench;

import assay.agent.engine.EngineChoice;
import assay.engine.dl4j.BareDl4j;
import assay.training.run.Averaging;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * Training on the same nets and random samples, batches of 64, Adam: each engine with one device,
 * with two, and as an agent uses it; Deeplearning4j's own loop and its default convolution; and
 * PyTorch where Python has it.
 */
public final class TrainBench {

  private static final int EPOCHS = 1_000_000;
  private static final int KEEP_EVERY = 10;

  private final Path folder;
  private final Duration atLeast;
  private final Stopwatches watches;

  /**
   * @param folder an empty one
   * @param atLeast how long each turn goes on
   */
  public TrainBench(Path folder, Duration atLeast, Stopwatches watches) {
    this.folder = folder;
    this.atLeast = atLeast;
    this.watches = watches;
  }

  /** All that can run here. */
  public Contest contest() throws IOException {
    Contest contest = new Contest();
    for (EngineChoice engine : EngineChoice.values()) {
      contest.enter(engine.word(), net -> engine(engine, job(net, 1), TrainingListener.NONE));
      contest.enter(
          engine.word() + "Two", net -> engine(engine, job(net, 2), TrainingListener.NONE));
      contest.enter(engine.word() + "Agent", net -> agent(engine, net));
    }
    contest.enter("dl4jBare", this::bare);
    contest.enter("dl4jDefault", new DefaultConvolution(atLeast));
    PyTorchProgram.find(folder, atLeast, "train")
        .ifPresent(program -> contest.enter("pytorch", program));
    return contest;
  }

  static TrainingJob job(BenchNet net, int devices) {
    Random random = new Random(1);
    TrainingSettings settings =
        TrainingSettings.of(EPOCHS, 1)
            .withBatchSize(64)
            .withDevices(devices)
            .withCheckpointEvery(EPOCHS);
    return new TrainingJob(
        net.spec(),
        net.data(net.samples(), random),
        net.data(1, random),
        settings.withAveragingEvery(Averaging.every(net.spec(), settings, net.samples())));
  }

  Speed engine(EngineChoice choice, TrainingJob job, TrainingListener listener) {
    Stretch stretch = new Stretch(atLeast, watches, listener);
    choice.open(watches.wall()).train(job, stretch);
    return stretch.speed(job.training().size());
  }

  private Speed agent(EngineChoice choice, BenchNet net) throws IOException {
    TrainingJob plain = job(net, 1);
    TrainingJob job =
        new TrainingJob(
            plain.spec(),
            plain.training(),
            plain.validation(),
            plain.settings().withCheckpointEvery(KEEP_EVERY));
    try (AgentKeeping keeping = new AgentKeeping(folder)) {
      return engine(choice, job, keeping);
    }
  }

  private Speed bare(BenchNet net) {
    long[] begun = new long[2];
    long samples =
        new BareDl4j(job(net, 1), watches.wall())
            .train(
                atLeast,
                () -> {
                  begun[0] = watches.wall().getAsLong();
                  begun[1] = watches.cpu().getAsLong();
                });
    return Speed.of(
        samples, watches.wall().getAsLong() - begun[0], watches.cpu().getAsLong() - begun[1]);
  }
}
