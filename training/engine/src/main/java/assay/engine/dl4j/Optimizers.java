package assay.engine.dl4j;

import assay.training.run.EngineRefusedException;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.run.LearningSchedule;
import assay.training.spec.Optimizer;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** A spec's optimizer as DL4J's updater, following the schedule by epochs. */
final class Optimizers {

  private Optimizers() {}

  static IUpdater updater(Optimizer optimizer, LearningSchedule schedule) {
    ISchedule rate = rate(optimizer.learningRate(), schedule);
    if (optimizer instanceof Optimizer.Adam adam) {
      return Adam.builder()
          .learningRateSchedule(rate)
          .learningRate(Double.NaN)
          .beta1(adam.beta1())
          .beta2(adam.beta2())
          .epsilon(adam.epsilon())
          .build();
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

  static void requireSupport(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Sgd sgd && sgd.momentum() > 0 && !sgd.nesterov()) {
      throw new EngineRefusedException(
          Reason.UNSUPPORTED_MODEL,
          "Deeplearning4j has momentum only in Nesterov's form; set nesterov to true.");
    }
  }

  private static ISchedule rate(double start, LearningSchedule schedule) {
    if (schedule instanceof LearningSchedule.StepDecay decay) {
      return new StepSchedule(ScheduleType.EPOCH, start, decay.factor(), decay.everyEpochs());
    }
    return new FixedSchedule(start);
  }
}
