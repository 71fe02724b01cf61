package assay.training.federated.simulation;

import assay.training.federated.simulation.PlotCanvas.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Rounds as a drawing of three panels above each other: accuracy, drift and uploaded bytes so far,
 * by round. The same rounds give the same drawing.
 */
public final class RoundPlot {

  private static final int WIDTH = 720;
  private static final int LEFT = 90;
  private static final int RIGHT = 700;
  private static final int PANEL = 200;
  private static final int TOP = 30;
  private static final int INNER = 140;
  private static final double MEGA = 1e6;

  private final List<RoundRecord> rounds;
  private final PlotCanvas canvas;

  private RoundPlot(List<RoundRecord> rounds, PlotCanvas canvas) {
    this.rounds = List.copyOf(rounds);
    this.canvas = canvas;
  }

  /** Draws rounds, at least one, as SVG. */
  public static String svg(List<RoundRecord> rounds) {
    SvgCanvas canvas = new SvgCanvas(WIDTH, 3 * PANEL);
    new RoundPlot(rounds, canvas).draw();
    return canvas.drawing();
  }

  /**
   * Draws rounds, at least one, as PNG of 1 440 x 1 200 pixels.
   *
   * @throws assay.training.federated.FederatedRefusedException if the machine has no font
   */
  public static byte[] png(List<RoundRecord> rounds) {
    PngCanvas canvas = new PngCanvas(WIDTH, 3 * PANEL);
    new RoundPlot(rounds, canvas).draw();
    return canvas.image();
  }

  private void draw() {
    panel(0, "test accuracy", 1, round -> round.test().accuracy());
    panel(1, "client drift", most(RoundRecord::drift), RoundRecord::drift);
    panel(2, "uploaded, MB", uploaded(rounds.size()), round -> uploaded(round.round()));
  }

  private double most(ToDoubleFunction<RoundRecord> figure) {
    double most = rounds.stream().mapToDouble(figure).max().orElse(0);
    return most > 0 ? most : 1;
  }

  private double uploaded(int untilRound) {
    return rounds.stream().limit(untilRound).mapToLong(RoundRecord::uploaded).sum() / MEGA;
  }

  private void panel(int place, String title, double most, ToDoubleFunction<RoundRecord> figure) {
    int top = place * PANEL + TOP;
    canvas.text(LEFT, top - 10, Anchor.START, title);
    canvas.text(LEFT - 8, top + 10, Anchor.END, String.format(Locale.ROOT, "%.4g", most));
    canvas.text(LEFT - 8, top + INNER, Anchor.END, "0");
    canvas.text(LEFT, top + INNER + 16, Anchor.START, "round 1");
    canvas.text(RIGHT, top + INNER + 16, Anchor.END, String.valueOf(rounds.size()));
    canvas.frame(LEFT, top, RIGHT - LEFT, INNER);
    curve(top, most, figure);
  }

  private void curve(int top, double most, ToDoubleFunction<RoundRecord> figure) {
    double[] x = new double[rounds.size()];
    double[] y = new double[rounds.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = LEFT + (RIGHT - LEFT) * (double) i / Math.max(1, x.length - 1);
      y[i] = top + INNER * (1 - figure.applyAsDouble(rounds.get(i)) / most);
    }
    canvas.curve(x, y);
  }
}
