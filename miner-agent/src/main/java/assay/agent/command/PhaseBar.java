package assay.agent.command;

import assay.registry.publish.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Shows on one line of a terminal how far each phase of a long piece of work is, how fast it goes
 * and how long it will take; elsewhere it says nothing.
 */
final class PhaseBar implements Progress {

  private static final int WIDTH = 30;
  private static final long REDRAW = Duration.ofMillis(100).toNanos();
  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1e6;

  private final PrintStream out;
  private final boolean isTerminal;
  private final LongSupplier nanoTime;
  private @Nullable Phase phase;
  private long begun;
  private long drawn;

  /** The bar of a command, which talks on standard error. */
  static PhaseBar ofCommand() {
    return new PhaseBar(System.err, Ansi.AUTO.enabled(), System::nanoTime);
  }

  PhaseBar(PrintStream out, boolean isTerminal, LongSupplier nanoTime) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public void moved(Phase now, long done, long all) {
    if (!isTerminal) {
      return;
    }
    long time = nanoTime.getAsLong();
    if (now != phase) {
      end();
      phase = now;
      begun = time;
      drawn = time - REDRAW;
    }
    if (time - drawn >= REDRAW || done >= all) {
      drawn = time;
      draw(now, done, Math.max(all, done), (time - begun) / NANOS);
    }
  }

  private void draw(Phase now, long done, long all, double seconds) {
    int filled = all == 0 ? WIDTH : (int) (WIDTH * ((double) done / all));
    double speed = seconds > 0 ? done / seconds : 0;
    out.printf(
        Locale.ROOT,
        "\r%-8s[%s%s] %3d %%  %s  %s left ",
        now.name().toLowerCase(Locale.ROOT),
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        all == 0 ? 100 : (int) (100.0 * done / all),
        now == Phase.CONFIRM ? blocks(done, all) : megabytes(done, all, speed),
        left(all - done, speed));
    out.flush();
  }

  private static String blocks(long done, long all) {
    return "%d of %d blocks".formatted(done, all);
  }

  private static String megabytes(long done, long all, double speed) {
    return String.format(
        Locale.ROOT,
        "%.0f of %.0f MB  %.0f MB/s",
        done / MEGABYTE,
        all / MEGABYTE,
        speed / MEGABYTE);
  }

  private static String left(long rest, double speed) {
    if (speed <= 0) {
      return "?";
    }
    long seconds = Math.round(rest / speed);
    return seconds < 60 ? seconds + " s" : "%d min %d s".formatted(seconds / 60, seconds % 60);
  }

  /** Goes on below the line, if there is one. */
  void end() {
    if (isTerminal && phase != null) {
      out.println();
      phase = null;
    }
  }
}
