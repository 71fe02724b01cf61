package assay.training.run;

import assay.chain.Bytes32;
import assay.training.checkpoint.Provenance;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.data.LabelledData;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerNode;
import assay.training.spec.ModelSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One training: which model learns from which data, measured on which, and how. The data fits the
 * model. Immutable.
 *
 * @param spec the model
 * @param training what it learns from
 * @param validation what its accuracy is reported on after each epoch
 * @param settings how
 */
public record TrainingJob(
    ModelSpec spec, LabelledData training, LabelledData validation, TrainingSettings settings) {

  public TrainingJob {
    requireFit(spec, training);
    requireFit(spec, validation);
  }

  /** Refuses data that the model cannot read or label. */
  public static void requireFit(ModelSpec spec, LabelledData data) {
    if (data.format().width() != spec.input().elements()
        || data.format().classes() != spec.classes()
        || !spec.shapeOf(spec.output().name()).isVector()) {
      throw new EngineRefusedException(
          Reason.UNFIT_DATA,
          "The model reads "
              + spec.input()
              + " and tells "
              + spec.classes()
              + " classes apart; the data is "
              + data.format()
              + ".");
    }
    spec.layers().forEach(node -> requireRows(node, data));
  }

  /** A place beyond an embedding's table would be read from memory that is not the table's. */
  private static void requireRows(LayerNode node, LabelledData data) {
    if (node.layer() instanceof CoreLayer.Embedding table
        && (data.format().low() < 0 || data.format().high() > table.inputDim() - 1)) {
      throw new EngineRefusedException(
          Reason.UNFIT_DATA,
          "Layer '"
              + node.name()
              + "' (Embedding) looks up 0.."
              + (table.inputDim() - 1)
              + "; the data is "
              + data.format()
              + ".");
    }
  }

  /** What a state must have been made by for this job to go on from it. */
  public Bytes32 fingerprint() {
    String text =
        String.join(
            "\n",
            spec.hash().hex(),
            training.sha256().hex(),
            settings.described().toString(),
            String.valueOf(settings.seed()));
    return Bytes32.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Where a checkpoint of this job comes from, given the names its data goes by. */
  public Provenance provenance(List<DataIdentity> data, TrainingEngine engine) {
    return new Provenance(
        data,
        spec.hash(),
        settings.described(),
        settings.seed(),
        engine.software(),
        engine.hardware());
  }
}
