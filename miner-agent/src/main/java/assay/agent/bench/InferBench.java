package assay.agent.bench;

import assay.agent.engine.EngineChoice;
import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.run.LoadedModel;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * Answering 1 024 samples at a time with the same nets, each built from its spec and weights once,
 * as for one examination. PyTorch, where Python has it, answers in batches of 512 with a net that
 * stays, too.
 */
public final class InferBench {

  private static final int SAMPLES = 1024;

  private final Path folder;
  private final Duration atLeast;
  private final Stopwatches watches;

  /**
   * @param folder an empty one
   * @param atLeast how long each turn goes on
   */
  public InferBench(Path folder, Duration atLeast, Stopwatches watches) {
    this.folder = folder;
    this.atLeast = atLeast;
    this.watches = watches;
  }

  /** All that can run here. */
  public Contest contest() throws IOException {
    Contest contest = new Contest();
    for (EngineChoice engine : EngineChoice.values()) {
      contest.enter(engine.word(), net -> engine(engine.open(watches.wall()), net));
    }
    PyTorchProgram.find(folder, atLeast, "infer")
        .ifPresent(program -> contest.enter("pytorch", program));
    return contest;
  }

  private Speed engine(TrainingEngine engine, BenchNet net) {
    LabelledData data = net.data(SAMPLES, new Random(1));
    LabelledData few = data.select(0, 1);
    Weights weights =
        engine
            .train(
                new TrainingJob(net.spec(), few, few, TrainingSettings.of(1, 1)),
                TrainingListener.NONE)
            .weights();
    try (LoadedModel model = engine.load(net.spec(), weights)) {
      return answering(model, data);
    }
  }

  private Speed answering(LoadedModel model, LabelledData data) {
    model.answers(data);
    long begin = watches.wall().getAsLong();
    long cpuBegin = watches.cpu().getAsLong();
    long samples = 0;
    do {
      model.answers(data);
      samples += SAMPLES;
    } while (watches.wall().getAsLong() - begin < atLeast.toNanos());
    return Speed.of(
        samples, watches.wall().getAsLong() - begin, watches.cpu().getAsLong() - cpuBegin);
  }
}
