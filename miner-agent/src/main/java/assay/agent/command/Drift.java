package assay.agent.command;

import assay.agent.engine.EngineChoice;
import assay.training.benchmark.Figures;
import assay.training.benchmark.Kernel;
import assay.training.benchmark.SignedReport;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a rig lies outside the spread of what it signed before, on the engine of that report.
 *
 * @param reports what it is held to: none, or one
 * @param ratios now's part of then's, by kernel
 */
record Drift(List<SignedReport> reports, Map<Kernel, Double> ratios) {

  static Drift of(List<SignedReport> reports, Map<EngineChoice, Figures> now) {
    List<SignedReport> comparable =
        reports.stream().filter(signed -> now.containsKey(engine(signed))).toList();
    Map<Kernel, Double> ratios =
        comparable.stream()
            .findFirst()
            .map(
                signed -> {
                  Figures figures = now.get(engine(signed));
                  return figures == null
                      ? Map.<Kernel, Double>of()
                      : signed.report().figures().drifted(figures);
                })
            .orElse(Map.of());
    return new Drift(comparable, ratios);
  }

  private static EngineChoice engine(SignedReport signed) {
    return EngineChoice.parse(signed.report().machine().engine());
  }

  boolean isNone() {
    return ratios.isEmpty();
  }

  /** Sentences, or nothing if there is nothing to compare with. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (SignedReport signed : reports) {
      text.append(
          "Held to the report of %s on %s, %d workers: "
              .formatted(
                  signed.report().challenge().terms().issued(),
                  signed.report().machine().engine(),
                  signed.report().machine().workers()));
      text.append(isNone() ? "no kernel lies outside its spread.\n" : "drifted.\n");
    }
    ratios.forEach(
        (kernel, ratio) ->
            text.append(
                String.format(
                    Locale.ROOT, "  %s runs at %.2f of what it did%n", kernel.word(), ratio)));
    return text.toString();
  }

  /** {@code {kernel: ratio}}. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ratios.forEach((kernel, ratio) -> json.put(kernel.word(), ratio));
    return json;
  }
}
