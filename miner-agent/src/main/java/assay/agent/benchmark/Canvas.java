package assay.agent.benchmark;

import java.util.Locale;

/**
 * A rectangle with two logarithmic axes: FLOPs a byte to the right, GFLOP/s upwards.
 *
 * @param leftmost intensity
 * @param rightmost intensity
 * @param lowest speed
 * @param highest speed
 */
record Canvas(double leftmost, double rightmost, double lowest, double highest) {

  private static final int LEFT = 80;
  private static final int RIGHT = 830;
  private static final int TOP = 88;
  private static final int BOTTOM = 480;
  private static final int[] MARKS = {1, 2, 5};

  double x(double intensity) {
    return LEFT + (RIGHT - LEFT) * part(intensity, leftmost, rightmost);
  }

  double y(double speed) {
    return BOTTOM - (BOTTOM - TOP) * part(speed, lowest, highest);
  }

  private static double part(double value, double from, double to) {
    return Math.log(value / from) / Math.log(to / from);
  }

  /** Lines with their numbers, the frame and what the axes mean. */
  void grid(StringBuilder svg) {
    for (int decade = -3; decade <= 7; decade++) {
      for (int mark : MARKS) {
        double value = mark * Math.pow(10, decade);
        if (value >= leftmost && value <= rightmost) {
          svg.append(Roofline.line("grid", x(value), TOP, x(value), BOTTOM));
          number(svg, x(value), BOTTOM + 18, "middle", value);
        }
        if (value >= lowest && value <= highest) {
          svg.append(Roofline.line("grid", LEFT, y(value), RIGHT, y(value)));
          number(svg, LEFT - 8, y(value) + 4, "end", value);
        }
      }
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>%n",
            LEFT,
            TOP,
            RIGHT - LEFT,
            BOTTOM - TOP));
    axes(svg);
  }

  private static void number(StringBuilder svg, double x, double y, String anchor, double value) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"faint\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            value >= 1 ? String.valueOf(Math.round(value)) : String.valueOf((float) value)));
  }

  private static void axes(StringBuilder svg) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">FLOPs for each byte to or from memory</text>%n",
            (LEFT + RIGHT) / 2,
            BOTTOM + 44));
    int middle = (TOP + BOTTOM) / 2;
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"24\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 24 %d)\">GFLOP/s</text>%n",
            middle,
            middle));
  }
}
