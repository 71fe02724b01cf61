package assay.agent.miner;

import assay.training.checkpoint.Weights;
import assay.training.run.EpochReport;
import assay.training.run.LoadedModel;
import assay.training.run.Progress;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import assay.training.spec.ModelSpec;
import java.util.SortedMap;

/** An engine whose training ends for good after an epoch, before a state of it is kept. */
final class MortalEngine implements TrainingEngine {

  private final TrainingEngine engine;
  private final int last;
  private int first;

  MortalEngine(TrainingEngine engine, int last) {
    this.engine = engine;
    this.last = last;
  }

  /** What stands for the end of the process. */
  static final class Killed extends RuntimeException {}

  /** The first epoch that it trained. */
  int firstEpoch() {
    return first;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public void requireSupport(ModelSpec spec) {
    engine.requireSupport(spec);
  }

  @Override
  public TrainingState train(TrainingJob job, TrainingListener listener) {
    return engine.train(job, mortal(listener));
  }

  @Override
  public TrainingState resume(TrainingJob job, TrainingState from, TrainingListener listener) {
    return engine.resume(job, from, mortal(listener));
  }

  @Override
  public LoadedModel load(ModelSpec spec, Weights weights) {
    return engine.load(spec, weights);
  }

  @Override
  public SortedMap<String, String> software() {
    return engine.software();
  }

  @Override
  public SortedMap<String, String> hardware() {
    return engine.hardware();
  }

  private TrainingListener mortal(TrainingListener listener) {
    return new TrainingListener() {
      @Override
      public void onProgress(Progress progress) {
        listener.onProgress(progress);
      }

      @Override
      public void onEpoch(EpochReport report) {
        first = first == 0 ? report.epoch() : first;
        if (report.epoch() == last) {
          throw new Killed();
        }
        listener.onEpoch(report);
      }

      @Override
      public boolean wantsCheckpoint() {
        return listener.wantsCheckpoint();
      }

      @Override
      public void onCheckpoint(TrainingState state) {
        listener.onCheckpoint(state);
      }

      @Override
      public boolean wantsStop() {
        return listener.wantsStop();
      }
    };
  }
}
