package assay.training.federated.simulation;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Rounds as a drawing (SVG) of three panels above each other: accuracy, drift and uploaded bytes so
 * far, by round. The same rounds give the same text.
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
  private final StringBuilder svg = new StringBuilder();

  private RoundPlot(List<RoundRecord> rounds) {
    this.rounds = rounds;
  }

  /** Draws rounds, at least one. */
  public static String of(List<RoundRecord> rounds) {
    return new RoundPlot(List.copyOf(rounds)).draw();
  }

  private String draw() {
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
            WIDTH,
            3 * PANEL));
    panel(0, "test accuracy", 1, round -> round.test().accuracy());
    panel(1, "client drift", most(RoundRecord::drift), RoundRecord::drift);
    panel(2, "uploaded, MB", uploaded(rounds.size()), round -> uploaded(round.round()));
    return svg.append("</svg>\n").toString();
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
    text(LEFT, top - 10, "start", title);
    text(LEFT - 8, top + 10, "end", String.format(Locale.ROOT, "%.4g", most));
    text(LEFT - 8, top + INNER, "end", "0");
    text(LEFT, top + INNER + 16, "start", "round 1");
    text(RIGHT, top + INNER + 16, "end", String.valueOf(rounds.size()));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#888\"/>\n",
            LEFT,
            top,
            RIGHT - LEFT,
            INNER));
    curve(top, most, figure);
  }

  private void curve(int top, double most, ToDoubleFunction<RoundRecord> figure) {
    svg.append("<polyline fill=\"none\" stroke=\"#0a6\" stroke-width=\"2\" points=\"");
    for (int i = 0; i < rounds.size(); i++) {
      double along = (double) i / Math.max(1, rounds.size() - 1);
      double part = figure.applyAsDouble(rounds.get(i)) / most;
      double x = LEFT + (RIGHT - LEFT) * along;
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, top + INNER * (1 - part)));
    }
    svg.append("\"/>\n");
  }

  private void text(int x, int y, String anchor, String words) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
            x,
            y,
            anchor,
            words));
  }
}
