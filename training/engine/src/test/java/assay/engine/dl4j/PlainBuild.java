package assay.engine.dl4j;

import assay.training.data.Digits;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;

/** A process that trains a little on whichever build it was started with, and prints the count. */
final class PlainBuild {

  private PlainBuild() {}

  public static void main(String[] arguments) {
    System.out.println("correct " + correct());
  }

  static int correct() {
    Digits digits = Digits.load();
    ModelSpec spec = Architectures.leNet(Shape.of(8, 8, 1), 10, 16);
    TrainingJob job =
        new TrainingJob(spec, digits.training(), digits.test(), TrainingSettings.of(2, 3));
    Dl4jEngine engine = new Dl4jEngine(System::nanoTime);
    TrainingState state = engine.train(job, TrainingListener.NONE);
    return engine.evaluate(spec, state.weights(), digits.test()).correct();
  }
}
