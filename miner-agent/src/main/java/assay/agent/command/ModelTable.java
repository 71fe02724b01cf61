package assay.agent.command;

import assay.training.checkpoint.Checkpoint;
import assay.training.spec.ModelEstimate;
import assay.training.spec.ModelEstimate.LayerEstimate;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/** A checkpoint's layers with their shapes and parameters, and what an answer costs. */
final class ModelTable {

  private final Checkpoint checkpoint;
  private final ModelEstimate estimate;

  ModelTable(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    this.estimate = ModelEstimate.of(checkpoint.spec(), 1);
  }

  void print(PrintStream out, boolean json) {
    if (json) {
      out.println(json());
      return;
    }
    out.printf("%-24s %-24s %-16s %12s%n", "LAYER", "KIND", "MAKES", "PARAMETERS");
    for (LayerEstimate layer : estimate.layers()) {
      out.printf(
          Locale.ROOT,
          "%-24s %-24s %-16s %12d%n",
          layer.name(),
          layer.kind(),
          layer.output(),
          layer.parameters());
    }
    out.printf(
        Locale.ROOT,
        "%d parameters, %d FLOPs for an answer, %d to learn from a sample%nspec %s, %s%n",
        estimate.parameters(),
        estimate.forwardFlops(),
        estimate.trainingFlops(),
        checkpoint.spec().hash(),
        origin());
  }

  private String origin() {
    String imported = checkpoint.provenance().settings().get("imported_sha256");
    return imported == null ? "trained" : "imported from a file with SHA-256 " + imported;
  }

  /** Names and kinds are plain words by their own rules; nothing needs quoting. */
  private String json() {
    String layers =
        estimate.layers().stream()
            .map(
                layer ->
                    "{\"name\":\"%s\",\"kind\":\"%s\",\"makes\":%s,\"parameters\":%d}"
                        .formatted(layer.name(), layer.kind(), layer.output(), layer.parameters()))
            .collect(Collectors.joining(","));
    return "{\"spec\":\"%s\",\"parameters\":%d,\"forwardFlops\":%d,\"trainingFlops\":%d,\"imported\":%b,\"layers\":[%s]}"
        .formatted(
            checkpoint.spec().hash().hex(),
            estimate.parameters(),
            estimate.forwardFlops(),
            estimate.trainingFlops(),
            !origin().equals("trained"),
            layers);
  }
}
