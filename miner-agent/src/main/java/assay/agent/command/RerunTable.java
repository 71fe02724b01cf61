package assay.agent.command;

import assay.agent.platform.ForeignText;
import assay.agent.rerun.Difference;
import assay.agent.rerun.Finding;
import assay.agent.rerun.RerunReport;
import assay.training.bounty.Score;
import assay.training.spec.Metric;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Prints what repeating a training gave: some lines for people, one object for programs. */
final class RerunTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final boolean isJson;

  RerunTable(PrintStream out, boolean isJson) {
    this.out = out;
    this.isJson = isJson;
  }

  void print(RerunReport report) {
    if (isJson) {
      out.println(json(report));
      return;
    }
    out.printf("Trained again for %d epochs with %s.%n", report.epochs(), report.engine());
    printEnvironment(report);
    out.printf("weights      recorded %s%n", report.recorded());
    out.printf("             repeated %s%n", report.repeated());
    out.println(sentence(report));
  }

  private void printEnvironment(RerunReport report) {
    out.printf("environment  %s%n", report.isSameEnvironment() ? "the same" : "another");
    for (Difference difference : report.differences()) {
      out.printf(
          "             %s: was %s, is %s%n",
          ForeignText.line(difference.name()),
          ForeignText.line(difference.recorded()),
          difference.here());
    }
  }

  private static String sentence(RerunReport report) {
    return report.finding() instanceof Finding.ByScore scores
        ? line(scores) + measures(scores) + verdict(report, scores)
        : verdict(report.finding());
  }

  private static String line(Finding.ByScore scores) {
    return String.format(
        Locale.ROOT,
        "scores       on %s: recorded %s, repeated %s, %d of %d samples apart, %d allowed%n",
        scores.subject().words(),
        Score.of(scores.recorded().count()),
        Score.of(scores.repeated().count()),
        scores.apart(),
        scores.recorded().count().samples(),
        scores.tolerance());
  }

  /** The accuracy is the score above. */
  private static String measures(Finding.ByScore scores) {
    StringBuilder lines = new StringBuilder();
    scores
        .recorded()
        .measures()
        .forEach(
            (metric, recorded) -> {
              if (metric != Metric.ACCURACY) {
                lines.append(
                    String.format(
                        Locale.ROOT,
                        "             %s: recorded %.4f, repeated %.4f%n",
                        metric.word(),
                        recorded,
                        scores.repeated().measures().getOrDefault(metric, Double.NaN)));
              }
            });
    return lines.toString();
  }

  private static String verdict(Finding weights) {
    return weights.holds()
        ? "HOLDS: the weights are the same, bit for bit."
        : "FAILS: the same environment, and other weights; the provenance is not this model's.";
  }

  private static String verdict(RerunReport report, Finding.ByScore scores) {
    if (scores.holds()) {
      return "HOLDS: another environment, the same score.";
    }
    return "FAILS: another environment, and another score."
        + (report.isSameEngine()
            ? ""
            : " Engines draw other first weights; the recorded engine would tell more.");
  }

  private static ObjectNode json(RerunReport report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("holds", report.holds())
        .put("engine", report.engine())
        .put("epochs", report.epochs())
        .put("sameEnvironment", report.isSameEnvironment());
    json.putArray("differences");
    for (Difference difference : report.differences()) {
      json.withArray("/differences")
          .addObject()
          .put("name", difference.name())
          .put("recorded", difference.recorded())
          .put("here", difference.here());
    }
    json.put("weightsRecorded", report.recorded().hex())
        .put("weightsRepeated", report.repeated().hex());
    if (report.finding() instanceof Finding.ByScore scores) {
      json.putObject("scores")
          .put("on", scores.subject().name().toLowerCase(Locale.ROOT))
          .put("samples", scores.recorded().count().samples())
          .put("correctRecorded", scores.recorded().count().correct())
          .put("correctRepeated", scores.repeated().count().correct())
          .put("tolerance", scores.tolerance())
          .set("measuresRecorded", json(scores.recorded().measures()));
      json.withObject("/scores").set("measuresRepeated", json(scores.repeated().measures()));
    }
    return json;
  }

  private static ObjectNode json(Map<Metric, Double> measures) {
    ObjectNode json = JSON.createObjectNode();
    measures.forEach((metric, value) -> json.put(metric.word(), value));
    return json;
  }
}
