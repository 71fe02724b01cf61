package assay.engine.dl4j;

import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.run.LoadedModel;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.ModelSpec;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The training engine on Deeplearning4j 1.0.0-M2.1 and ND4J's CPU backend. One device fits plainly;
 * several train side by side under a ParallelWrapper and average their weights and optimizer
 * memories. One thread per device. Not safe for threads.
 */
public final class Dl4jEngine implements TrainingEngine {

  /** What settings and states call it. */
  public static final String NAME = "dl4j";

  private final LongSupplier nanoTime;

  /**
   * @param nanoTime a clock such as {@link System#nanoTime}, for progress only
   */
  public Dl4jEngine(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void requireSupport(ModelSpec spec) {
    Support.require(spec);
  }

  @Override
  public TrainingState train(TrainingJob job, TrainingListener listener) {
    return run(job, GraphBuilder.buildToTrain(job.spec(), job.settings()), listener, 0);
  }

  @Override
  public TrainingState resume(TrainingJob job, TrainingState from, TrainingListener listener) {
    from.requireFrom(job, NAME);
    ComputationGraph network = GraphBuilder.buildToTrain(job.spec(), job.settings());
    KerasWeights.into(network, from.weights(), job.spec());
    if (from.optimizerMemory().length > 0) {
      new OptimizerMemory(network, job.spec()).write(from.optimizerMemory());
    }
    return run(job, network, listener, from.epochsDone());
  }

  @Override
  public LoadedModel load(ModelSpec spec, Weights weights) {
    ComputationGraph network = GraphBuilder.build(spec, TrainingSettings.of(1, 0));
    try {
      KerasWeights.into(network, weights, spec);
      return new Loaded(network, spec);
    } catch (RuntimeException e) {
      NetworkMemory.free(network);
      throw e;
    }
  }

  private record Loaded(ComputationGraph network, ModelSpec spec) implements LoadedModel {

    @Override
    public float[][] answers(LabelledData data) {
      return Predictor.answers(network, spec, data);
    }

    @Override
    public void close() {
      NetworkMemory.free(network);
    }
  }

  @Override
  public SortedMap<String, String> software() {
    return Nd4jRuntime.software();
  }

  @Override
  public SortedMap<String, String> hardware() {
    return Nd4jRuntime.hardware();
  }

  private TrainingState run(
      TrainingJob job, ComputationGraph network, TrainingListener listener, int epochsDone) {
    try {
      TrainingRun.Start start = new TrainingRun.Start(epochsDone, nanoTime);
      return new TrainingRun(job, network, listener, start).toTheEnd();
    } finally {
      NetworkMemory.free(network);
    }
  }
}
