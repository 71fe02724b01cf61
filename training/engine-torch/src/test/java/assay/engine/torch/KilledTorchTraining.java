package assay.engine.torch;

import assay.training.data.Digits;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.run.TrainingStateFile;
import assay.training.spec.Architectures;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A process that trains and keeps its latest state in a file, until it is killed. */
final class KilledTorchTraining {

  private KilledTorchTraining() {}

  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    new TorchEngine(System::nanoTime).train(job(), writingTo(file));
  }

  static TrainingJob job() {
    Digits digits = Digits.load();
    return new TrainingJob(
        Architectures.perceptron(64, 128, 10, 16),
        digits.training(),
        digits.test(),
        TrainingSettings.of(20, 42).withDevices(2));
  }

  private static TrainingListener writingTo(Path file) {
    return new TrainingListener() {
      @Override
      public void onCheckpoint(TrainingState state) {
        Path half = file.resolveSibling("half-written");
        try {
          try (OutputStream out = Files.newOutputStream(half)) {
            TrainingStateFile.write(state, out);
          }
          Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
