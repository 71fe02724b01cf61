package assay.engine.torch;

import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.run.LoadedModel;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import assay.training.spec.ModelSpec;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.LongSupplier;

/**
 * The training engine on LibTorch 2.10. It interprets a spec's graph, which it alone reads: no
 * TorchScript, no pickled module. Several devices train side by side and average their weights and
 * optimizer memories. One thread per device. Not safe for threads.
 */
public final class TorchEngine implements TrainingEngine {

  /** What settings and states call it. */
  public static final String NAME = "torch";

  private final LongSupplier nanoTime;

  /**
   * @param nanoTime a clock such as {@link System#nanoTime}, for progress only
   */
  public TorchEngine(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Every spec of today's vocabulary can be built; what it lacks is a machine, or nothing. */
  @Override
  public void requireSupport(ModelSpec spec) {
    Machine.here().requireFit();
  }

  @Override
  public TrainingState train(TrainingJob job, TrainingListener listener) {
    return run(
        job,
        listener,
        replica -> {
          replica.load(FreshWeights.of(job.spec(), new Random(job.settings().seed())));
          return 0;
        });
  }

  @Override
  public TrainingState resume(TrainingJob job, TrainingState from, TrainingListener listener) {
    from.requireFrom(job, NAME);
    return run(
        job,
        listener,
        replica -> {
          replica.load(from.weights());
          if (from.optimizerMemory().length > 0) {
            replica.remember(from.optimizerMemory());
          }
          return from.epochsDone();
        });
  }

  @Override
  public LoadedModel load(ModelSpec spec, Weights weights) {
    requireSupport(spec);
    TorchRuntime.prepareThread();
    Replica replica = new Replica(spec, 0);
    try {
      replica.load(weights);
      return new Loaded(replica, spec);
    } catch (RuntimeException e) {
      replica.close();
      throw e;
    }
  }

  private record Loaded(Replica replica, ModelSpec spec) implements LoadedModel {

    @Override
    public float[][] answers(LabelledData data) {
      TorchRuntime.prepareThread();
      return Predictor.answers(replica, spec, data);
    }

    @Override
    public void close() {
      replica.close();
    }
  }

  @Override
  public SortedMap<String, String> software() {
    return TorchRuntime.software();
  }

  @Override
  public SortedMap<String, String> hardware() {
    return TorchRuntime.hardware();
  }

  /** Readies the first replica and tells how many epochs it has behind it. */
  private interface Beginning {
    int ready(Replica first);
  }

  private TrainingState run(TrainingJob job, TrainingListener listener, Beginning beginning) {
    requireSupport(job.spec());
    TorchRuntime.prepareThread();
    Batches batches = new Batches(job.training(), job.spec());
    try (Devices devices = new Devices(job.spec(), batches, job.settings().devices())) {
      TrainingRun.Start start = new TrainingRun.Start(beginning.ready(devices.first()), nanoTime);
      return new TrainingRun(job, devices, listener, start).toTheEnd();
    }
  }
}
