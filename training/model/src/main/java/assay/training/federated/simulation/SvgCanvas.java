package assay.training.federated.simulation;

import java.util.Locale;

/** A drawing as text; the same strokes give the same text. */
final class SvgCanvas implements PlotCanvas {

  private final StringBuilder svg = new StringBuilder();

  SvgCanvas(int width, int height) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"12\">\n"
            + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
        width, height);
  }

  String drawing() {
    return svg + "</svg>\n";
  }

  @Override
  public void text(int x, int y, Anchor anchor, String words) {
    String place = anchor == Anchor.END ? "end" : "start";
    add("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n", x, y, place, words);
  }

  @Override
  public void frame(int x, int y, int width, int height) {
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#888\"/>\n",
        x, y, width, height);
  }

  @Override
  public void curve(double[] x, double[] y) {
    svg.append("<polyline fill=\"none\" stroke=\"#0a6\" stroke-width=\"2\" points=\"");
    for (int i = 0; i < x.length; i++) {
      add("%.1f,%.1f ", x[i], y[i]);
    }
    svg.append("\"/>\n");
  }

  private void add(String format, Object... figures) {
    svg.append(String.format(Locale.ROOT, format, figures));
  }
}
