package assay.training.checkpoint;

import assay.training.checkpoint.CheckpointRefusedException.Reason;
import assay.training.spec.ModelSpec;
import assay.training.spec.TensorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The safetensors format (github.com/huggingface/safetensors): eight bytes of header length, a JSON
 * header, raw little-endian values. Reading demands exactly the tensors that the spec implies,
 * float32, without gaps or overlaps; the whole header is checked before room for one value is
 * taken, and values are checked for finiteness as they stream in. Stateless.
 */
public final class Safetensors {

  private static final int CHUNK = 1 << 16;

  private Safetensors() {}

  /** The exact length of the file that {@link #write} makes of weights for this spec. */
  public static long length(ModelSpec spec) {
    return 8L
        + SafetensorsHeader.write(spec.tensors()).length
        + spec.parameterCount() * Float.BYTES;
  }

  /** The longest file that {@link #read} accepts for this spec. */
  public static long maxLength(ModelSpec spec) {
    return 8L + SafetensorsHeader.maxBytes(spec.tensors()) + spec.parameterCount() * Float.BYTES;
  }

  /**
   * Writes the tensors sorted by name, the header padded to eight bytes: equal weights, equal
   * bytes.
   */
  public static void write(Weights weights, OutputStream out) throws IOException {
    byte[] header = SafetensorsHeader.write(weights.tensors().stream().map(Tensor::spec).toList());
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
    out.write(header);
    for (Tensor tensor : SafetensorsHeader.sorted(weights.tensors(), Tensor::spec)) {
      writeValues(tensor, out);
    }
  }

  private static void writeValues(Tensor tensor, OutputStream out) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < tensor.size(); i++) {
      if (!chunk.hasRemaining()) {
        out.write(chunk.array(), 0, chunk.position());
        chunk.clear();
      }
      chunk.putFloat(tensor.value(i));
    }
    out.write(chunk.array(), 0, chunk.position());
  }

  /** Reads weights for the spec up to the end of the stream, which stays open. */
  public static Weights read(ModelSpec spec, InputStream in) {
    BoundedInput input = new BoundedInput(in);
    long claimed =
        ByteBuffer.wrap(input.read(8, "the safetensors header's length"))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();
    int limit = SafetensorsHeader.maxBytes(spec.tensors());
    if (claimed < 2 || claimed > limit) {
      throw new CheckpointRefusedException(
          Reason.TOO_LARGE,
          "The safetensors header claims "
              + claimed
              + " bytes; for this spec 2.."
              + limit
              + " are read.");
    }
    byte[] header = input.read((int) claimed, "the safetensors header");
    List<TensorSpec> inFileOrder = SafetensorsHeader.read(header, spec.tensors());
    Map<TensorSpec, Tensor> tensors = new HashMap<>();
    inFileOrder.forEach(tensor -> tensors.put(tensor, readValues(tensor, input)));
    input.requireEnd("the last tensor");
    return inSpecOrder(spec, tensors);
  }

  private static Tensor readValues(TensorSpec spec, BoundedInput input) {
    float[] values = new float[(int) spec.shape().elements()];
    byte[] chunk = new byte[CHUNK];
    for (int done = 0; done < values.length; ) {
      int count = Math.min(CHUNK / Float.BYTES, values.length - done);
      input.read(chunk, count * Float.BYTES, "tensor " + spec.key());
      ByteBuffer.wrap(chunk)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values, done, count);
      for (int i = done; i < done + count; i++) {
        Weights.requireFinite(spec, values[i]);
      }
      done += count;
    }
    return Tensor.owning(spec, values);
  }

  private static Weights inSpecOrder(ModelSpec spec, Map<TensorSpec, Tensor> tensors) {
    List<Tensor> ordered = new ArrayList<>();
    spec.tensors().forEach(tensor -> ordered.add(Objects.requireNonNull(tensors.get(tensor))));
    return new Weights(ordered);
  }
}
