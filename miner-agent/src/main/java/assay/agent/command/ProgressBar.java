package assay.agent.command;

import java.io.PrintStream;

/** Shows on one line of a terminal how far a long fetch is; says nothing elsewhere. */
final class ProgressBar {

  private static final int WIDTH = 40;

  private final PrintStream out;
  private final boolean isTerminal;
  private int shown = -1;

  ProgressBar(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  void show(int done, int all) {
    int filled = all == 0 ? WIDTH : (int) ((long) WIDTH * done / all);
    if (isTerminal && filled != shown) {
      shown = filled;
      out.printf("\r[%s%s] %d of %d", "#".repeat(filled), ".".repeat(WIDTH - filled), done, all);
      out.flush();
    }
  }

  /** Clears the line. */
  void end() {
    if (isTerminal) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
