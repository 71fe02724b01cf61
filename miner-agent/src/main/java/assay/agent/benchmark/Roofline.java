package assay.agent.benchmark;

import assay.agent.engine.EngineChoice;
import assay.training.benchmark.Figures;
import assay.training.benchmark.Kernel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A roofline (Williams, Waterman and Patterson, 2009) as SVG: how fast each kernel runs beside what
 * the rig's memory and arithmetic would let it, both as measured. Above the ridge arithmetic
 * bounds, left of it memory. It follows the reader's light or dark scheme. Immutable.
 *
 * @param title what was measured
 * @param figures by engine, at least one
 */
public record Roofline(String title, Map<EngineChoice, Figures> figures) {

  private static final double LEFTMOST = 0.03;
  private static final double RIGHTMOST = 1000;
  private static final double GIGA = 1e9;
  private static final int NEAR = 70;
  private static final int LINE = 15;

  private static final String STYLE =
      """
      <style>
        svg { background: #ffffff; font: 13px system-ui, sans-serif; }
        text { fill: #1f2933; }
        .faint { fill: #52606d; }
        .grid { stroke: #e4e7eb; }
        .frame { stroke: #7b8794; fill: none; }
        .dl4j { stroke: #b45309; fill: #b45309; }
        .torch { stroke: #1d4ed8; fill: #1d4ed8; }
        polyline.roof { fill: none; stroke-width: 2; }
        .label { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
        .lead { stroke: #9aa5b1; stroke-dasharray: 2 3; }
        @media (prefers-color-scheme: dark) {
          svg { background: #12181f; }
          text { fill: #e4e7eb; }
          .faint { fill: #9aa5b1; }
          .grid { stroke: #2a3441; }
          .frame { stroke: #7b8794; }
          .dl4j { stroke: #fbbf24; fill: #fbbf24; }
          .torch { stroke: #7aa2ff; fill: #7aa2ff; }
          .lead { stroke: #616e7c; }
          .label { stroke: #12181f; }
        }
      </style>
      """;

  public Roofline {
    figures = Map.copyOf(figures);
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("A roofline needs what one engine measured.");
    }
  }

  /** The whole picture, 860 by 540. */
  public String svg() {
    Canvas canvas = canvas();
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 860 540\" role=\"img\">\n");
    svg.append("<title>").append(escaped(title)).append("</title>\n").append(STYLE);
    svg.append(text(80, 24, "", escaped(title)));
    canvas.grid(svg);
    int legend = 0;
    for (EngineChoice engine : EngineChoice.values()) {
      Figures measured = figures.get(engine);
      if (measured != null) {
        roof(svg, canvas, engine, measured);
        legend(svg, engine, measured, legend++);
      }
    }
    figures.forEach((engine, measured) -> points(svg, canvas, engine, measured));
    labels(svg, canvas);
    return svg.append("</svg>\n").toString();
  }

  private Canvas canvas() {
    double highest = speeds().max(Comparator.naturalOrder()).orElseThrow();
    double lowest = speeds().min(Comparator.naturalOrder()).orElseThrow();
    return new Canvas(LEFTMOST, RIGHTMOST, lowest / 5, highest * 4);
  }

  private Stream<Double> speeds() {
    return figures.values().stream()
        .flatMap(all -> all.speeds().values().stream())
        .map(speed -> speed.median() / GIGA);
  }

  private static double peak(Figures measured) {
    return measured.of(Kernel.GEMM).median() / GIGA;
  }

  private static void roof(
      StringBuilder svg, Canvas canvas, EngineChoice engine, Figures measured) {
    double peak = peak(measured);
    double bandwidth = measured.bandwidth() / GIGA;
    double from = Math.max(LEFTMOST, canvas.lowest() / bandwidth);
    svg.append(
        String.format(
            Locale.ROOT,
            "<polyline class=\"roof %s\" points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\"/>%n",
            engine.word(),
            canvas.x(from),
            canvas.y(from * bandwidth),
            canvas.x(peak / bandwidth),
            canvas.y(peak),
            canvas.x(RIGHTMOST),
            canvas.y(peak)));
  }

  private static void points(
      StringBuilder svg, Canvas canvas, EngineChoice engine, Figures measured) {
    for (Kernel kernel : Kernel.values()) {
      point(svg, canvas.x(intensity(kernel)), canvas.y(speed(measured, kernel)), engine);
    }
  }

  /** Engines differ in shape too, for those who see no colours. */
  private static void point(StringBuilder svg, double x, double y, EngineChoice engine) {
    String form =
        switch (engine) {
          case DL4J -> "<rect class=\"dl4j\" x=\"%.1f\" y=\"%.1f\" width=\"9\" height=\"9\"/>%n";
          case TORCH -> "<circle class=\"torch\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"/>%n";
        };
    double shift = engine == EngineChoice.DL4J ? 4.5 : 0;
    svg.append(String.format(Locale.ROOT, form, x - shift, y - shift));
  }

  private static void legend(StringBuilder svg, EngineChoice engine, Figures measured, int place) {
    double y = 46 + place * 20.0;
    point(svg, 88, y - 4, engine);
    svg.append(
        text(
            102,
            y,
            "",
            String.format(
                Locale.ROOT,
                "%s: %.1f GFLOP/s in matrix products, %.1f GB/s from memory, score %d",
                engine.text(),
                peak(measured),
                measured.bandwidth() / GIGA,
                measured.score().median())));
  }

  /**
   * Each kernel's name above its higher point, and higher still where another's is near; the
   * rightmost, which shares its place with the one before, beside its point.
   */
  private void labels(StringBuilder svg, Canvas canvas) {
    double lastX = Double.NEGATIVE_INFINITY;
    double lastY = 0;
    for (Kernel kernel : byIntensity()) {
      double x = canvas.x(intensity(kernel));
      double point = canvas.y(highest(kernel));
      if (kernel == Kernel.GEMM) {
        label(svg, x + 10, point - 8, "start", kernel);
        continue;
      }
      boolean isNear = x - lastX < NEAR && Math.abs(point - 12 - lastY) < LINE;
      lastY = isNear ? lastY - LINE : point - 12;
      lastX = x;
      if (isNear) {
        svg.append(line("lead", x, point - 6, x, lastY + 3));
      }
      label(svg, x, lastY, "middle", kernel);
    }
  }

  private static void label(StringBuilder svg, double x, double y, String anchor, Kernel kernel) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"label\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            kernel.word()));
  }

  private static List<Kernel> byIntensity() {
    return Arrays.stream(Kernel.values())
        .sorted(Comparator.comparingDouble(Roofline::intensity))
        .toList();
  }

  private double highest(Kernel kernel) {
    return figures.values().stream().mapToDouble(all -> speed(all, kernel)).max().orElseThrow();
  }

  private static double intensity(Kernel kernel) {
    return kernel.work().cost().intensity();
  }

  private static double speed(Figures measured, Kernel kernel) {
    return measured.of(kernel).median() / GIGA;
  }

  static String text(double x, double y, String style, String words) {
    return String.format(
        Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>%n", x, y, style, words);
  }

  static String line(String style, double fromX, double fromY, double toX, double toY) {
    return String.format(
        Locale.ROOT,
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
        style,
        fromX,
        fromY,
        toX,
        toY);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
