package assay.training.checkpoint;

import assay.chain.Bytes32;
import assay.chain.Sha256;
import assay.training.checkpoint.CheckpointRefusedException.Reason;
import assay.training.spec.ModelSpec;
import assay.training.spec.TensorSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All tensors of one model, in its spec's order; every value is finite. Immutable.
 *
 * @param tensors exactly the tensors that the spec implies
 */
public record Weights(List<Tensor> tensors) {

  public Weights {
    tensors = List.copyOf(tensors);
    for (Tensor tensor : tensors) {
      for (int i = 0; i < tensor.size(); i++) {
        requireFinite(tensor.spec(), tensor.value(i));
      }
    }
  }

  /**
   * Weights of a model from one vector, as {@link #flat} gives it; refuses another length.
   *
   * @param flat is copied
   */
  public static Weights of(ModelSpec model, float[] flat) {
    if (flat.length != model.parameterCount()) {
      throw new CheckpointRefusedException(
          Reason.WRONG_TENSORS,
          "%d numbers are no weights of a model that has %d."
              .formatted(flat.length, model.parameterCount()));
    }
    List<Tensor> tensors = new ArrayList<>();
    int from = 0;
    for (TensorSpec spec : model.tensors()) {
      int end = from + Math.toIntExact(spec.shape().elements());
      tensors.add(Tensor.owning(spec, Arrays.copyOfRange(flat, from, end)));
      from = end;
    }
    return new Weights(tensors);
  }

  /**
   * All numbers as one new vector: tensors in the spec's order, running moments among them, each
   * row-major in Keras's axis order.
   */
  public float[] flat() {
    float[] flat = new float[tensors.stream().mapToInt(Tensor::size).sum()];
    int place = 0;
    for (Tensor tensor : tensors) {
      for (int i = 0; i < tensor.size(); i++) {
        flat[place++] = tensor.value(i);
      }
    }
    return flat;
  }

  /** SHA-256 of the file that {@link Safetensors#write} makes of them. */
  public Bytes32 sha256() {
    MessageDigest digest = Sha256.digest();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Safetensors.write(this, out);
    } catch (IOException e) {
      throw new UncheckedIOException("A hash refused to be written.", e);
    }
    return Bytes32.of(digest.digest());
  }

  /** The tensor with this spec; refuses weights that lack it. */
  public Tensor tensor(TensorSpec spec) {
    return tensors.stream()
        .filter(tensor -> tensor.spec().equals(spec))
        .findFirst()
        .orElseThrow(
            () ->
                new CheckpointRefusedException(
                    Reason.WRONG_TENSORS, "The weights lack " + spec.key() + spec.shape() + "."));
  }

  /** Refuses weights that are not exactly those the model needs. */
  public void requireFit(ModelSpec model) {
    List<TensorSpec> have = tensors.stream().map(Tensor::spec).toList();
    if (!have.equals(model.tensors())) {
      throw new CheckpointRefusedException(
          Reason.WRONG_TENSORS,
          "The weights are " + have.size() + " tensors of another model; train this one anew.");
    }
  }

  static void requireFinite(TensorSpec spec, float value) {
    if (!Float.isFinite(value)) {
      throw new CheckpointRefusedException(
          Reason.NOT_FINITE,
          "Tensor " + spec.key() + " holds " + value + "; weights must be finite numbers.");
    }
  }
}
