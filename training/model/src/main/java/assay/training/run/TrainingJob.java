package assay.training.run;

import assay.chain.Bytes32;
import assay.training.checkpoint.Provenance;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.data.Examples;
import assay.training.data.LabelledData;
import assay.training.data.Target;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerNode;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
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
    TrainingEpoch.requireFit(spec, settings.augmentation());
  }

  /** Refuses data that the model cannot read, or that holds nothing it could learn. */
  public static void requireFit(ModelSpec spec, LabelledData data) {
    if (examples(spec, data).target() instanceof Target.Nothing) {
      throw unfit(spec, data);
    }
  }

  /**
   * The data as this model learns from it. A row as wide as the input is labelled by its label; a
   * longer one ends in the classes of an image's places, or in the numbers to be told. Where the
   * label is no answer of this model, there is nothing to be learned, only to be answered.
   */
  public static Examples examples(ModelSpec spec, LabelledData data) {
    Target target = target(spec, data);
    if (target instanceof Target.LabelMap && data.format().classes() != spec.classes()) {
      throw unfit(spec, data);
    }
    spec.layers().forEach(node -> requireRows(node, data));
    return new Examples(data, target, spec.answer().channels());
  }

  private static Target target(ModelSpec spec, LabelledData data) {
    Shape answer = spec.answer();
    long places = answer.elements() / answer.channels();
    long more = data.format().width() - spec.input().elements();
    if (more == 0) {
      boolean isLabelled = answer.isVector() && data.format().classes() == spec.classes();
      return isLabelled ? new Target.Label() : new Target.Nothing();
    }
    if (more == places && answer.isImage() && !spec.loss().takesNumbers()) {
      return new Target.LabelMap((int) more);
    }
    if (more > 0 && more == answer.elements() && spec.loss().takesNumbers()) {
      return new Target.Numbers((int) more);
    }
    throw unfit(spec, data);
  }

  private static EngineRefusedException unfit(ModelSpec spec, LabelledData data) {
    return new EngineRefusedException(
        Reason.UNFIT_DATA,
        "The model reads "
            + spec.input()
            + ", answers "
            + spec.answer()
            + " under "
            + spec.loss().word()
            + " and tells "
            + spec.classes()
            + " classes apart; the data is "
            + data.format()
            + ".");
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

  /**
   * Where a checkpoint of this job comes from.
   *
   * @param data the names its data goes by
   * @param engine that trained
   * @param reached the state whose weights the checkpoint holds
   */
  public Provenance provenance(
      List<DataIdentity> data, TrainingEngine engine, TrainingState reached) {
    return new Provenance(
        data,
        spec.hash(),
        new Recipe(settings, training.format(), reached.epochsDone()).described(),
        settings.seed(),
        engine.software(),
        engine.hardware());
  }
}
