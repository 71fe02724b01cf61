package assay.agent.platform;

import assay.training.bounty.BountyId;
import assay.training.report.RunLine;
import assay.training.report.RunPoint;
import assay.training.report.RunReport;
import assay.training.report.RunSetup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The board of runs on a platform. */
final class PlatformRuns implements RunBoard {

  private final ApiClient api;

  PlatformRuns(ApiClient api) {
    this.api = api;
  }

  @Override
  public void report(BountyId bounty, RunReport report) {
    Map<String, Object> body =
        Map.of(
            "phase", report.phase().name(),
            "setup", setup(report.setup()),
            "points", report.points().stream().map(PlatformRuns::point).toList(),
            "log", report.log().stream().map(PlatformRuns::line).toList());
    api.post("bounties/%s/runs".formatted(bounty.value().hex()), body);
  }

  private static Map<String, Object> setup(RunSetup setup) {
    return Map.of(
        "engine", setup.engine(),
        "optimizer", setup.optimizer(),
        "hardware", setup.hardware(),
        "devices", setup.devices(),
        "batchSize", setup.batchSize(),
        "epochs", setup.epochs(),
        "samples", setup.samples());
  }

  private static Map<String, Object> point(RunPoint point) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("at", point.at().toString());
    told.put("epoch", point.epoch());
    told.put("samples", point.samples());
    told.put("loss", point.loss());
    told.put("samplesPerSecond", point.samplesPerSecond());
    putIfKnown(told, "accuracy", point.accuracy());
    putIfKnown(told, "sampleLoss", point.sampleLoss());
    putIfKnown(told, "use", point.use());
    putIfKnown(told, "temperature", point.temperature());
    return told;
  }

  private static void putIfKnown(Map<String, Object> told, String name, Optional<Double> value) {
    value.ifPresent(known -> told.put(name, known));
  }

  private static Map<String, Object> line(RunLine line) {
    return Map.of("at", line.at().toString(), "text", line.text());
  }
}
