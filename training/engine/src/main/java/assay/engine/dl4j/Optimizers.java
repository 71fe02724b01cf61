package assay.engine.dl4j;

import assay.training.run.EngineRefusedException;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.run.LearningSchedule;
import assay.training.run.TrainingSettings;
import assay.training.spec.Optimizer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** A spec's optimizer as DL4J's updater, following the schedule by epochs. */
final class Optimizers {

  private Optimizers() {}

  static IUpdater updater(Optimizer optimizer, TrainingSettings settings) {
    ISchedule rate = rate(optimizer.learningRate(), settings);
    if (optimizer instanceof Optimizer.Adam adam) {
      return adam(rate, adam);
    }
    if (optimizer instanceof Optimizer.Adagrad adagrad) {
      return AdaGrad.builder()
          .learningRate(adagrad.learningRate())
          .epsilon(adagrad.epsilon())
          .build();
    }
    if (optimizer instanceof Optimizer.Adadelta adadelta) {
      return new AdaDelta(adadelta.rho(), adadelta.epsilon());
    }
    if (optimizer instanceof Optimizer.RmsProp rmsProp) {
      return RmsProp.builder()
          .learningRateSchedule(rate)
          .learningRate(Double.NaN)
          .rmsDecay(rmsProp.rho())
          .epsilon(rmsProp.epsilon())
          .build();
    }
    Optimizer.Sgd sgd = (Optimizer.Sgd) optimizer;
    return sgd.momentum() == 0 ? new Sgd(rate) : new Nesterovs(rate, sgd.momentum());
  }

  private static IUpdater adam(ISchedule rate, Optimizer.Adam adam) {
    return Adam.builder()
        .learningRateSchedule(rate)
        .learningRate(Double.NaN)
        .beta1(adam.beta1())
        .beta2(adam.beta2())
        .epsilon(adam.epsilon())
        .build();
  }

  /** DL4J begins Adagrad's sums at epsilon and has no setting for it. */
  static void begin(ComputationGraph network, Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Adagrad adagrad) {
      network.getUpdater().getUpdaterStateViewArray().assign(adagrad.initialAccumulator());
    }
  }

  static void requireSupport(Optimizer optimizer, LearningSchedule schedule) {
    if (optimizer instanceof Optimizer.Sgd sgd && sgd.momentum() > 0 && !sgd.nesterov()) {
      throw refused("has momentum only in Nesterov's form; set nesterov to true");
    }
    if (optimizer instanceof Optimizer.AdamW) {
      throw refused("1.0.0-M2.1 shrinks weights twice per step, so it cannot do AdamW; use Adam");
    }
    requireConstant(optimizer, schedule);
  }

  /** It has no rate for Adadelta, and reads Adagrad's without its schedule. */
  private static void requireConstant(Optimizer optimizer, LearningSchedule schedule) {
    boolean isConstant = schedule instanceof LearningSchedule.Constant;
    if (optimizer instanceof Optimizer.Adadelta adadelta
        && !(adadelta.learningRate() == 1 && isConstant)) {
      throw refused("has Adadelta only with learning_rate 1 and a constant schedule");
    }
    if (optimizer instanceof Optimizer.Adagrad && !isConstant) {
      throw refused("has Adagrad only with a constant schedule");
    }
  }

  private static EngineRefusedException refused(String why) {
    return new EngineRefusedException(
        Reason.UNSUPPORTED_MODEL, "Deeplearning4j " + why + ", or take another engine.");
  }

  private static ISchedule rate(double start, TrainingSettings settings) {
    LearningSchedule schedule = settings.schedule();
    if (schedule instanceof LearningSchedule.Constant) {
      return new FixedSchedule(start);
    }
    if (schedule instanceof LearningSchedule.StepDecay decay) {
      return new StepSchedule(ScheduleType.EPOCH, start, decay.factor(), decay.everyEpochs());
    }
    MapSchedule.Builder rates = new MapSchedule.Builder(ScheduleType.EPOCH);
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      rates.add(epoch, start * schedule.factorAt(epoch));
    }
    return rates.build();
  }
}
