package assay.agent.command;

import assay.training.run.Progress;
import assay.training.run.TrainingListener;
import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Shows on one line of a terminal how far a training is; says nothing elsewhere. */
final class TrainingBar implements TrainingListener {

  private static final int WIDTH = 30;

  private final PrintStream out;
  private final boolean isTerminal;

  /** The bar of a command, which talks on standard error. */
  static TrainingBar ofCommand() {
    return new TrainingBar(System.err, Ansi.AUTO.enabled());
  }

  TrainingBar(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  @Override
  public void onProgress(Progress progress) {
    if (!isTerminal) {
      return;
    }
    int filled = (int) (WIDTH * progress.samplesDone() / Math.max(1, progress.samplesTotal()));
    out.printf(
        Locale.ROOT,
        "\r[%s%s] epoch %d/%d  %.0f samples/s  loss %.4f  %d s left ",
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        progress.epoch(),
        progress.epochs(),
        progress.samplesPerSecond(),
        progress.loss(),
        progress.remaining().toSeconds());
    out.flush();
  }

  /** Clears the line. */
  void end() {
    if (isTerminal) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
