package assay.agent.examination;

import assay.training.checkpoint.Weights;
import assay.training.spec.ModelSpec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Models that the agent tells its child one after the other: before each a byte that says whether
 * another one follows, then its numbers as four bytes each, big-endian. Stateless.
 */
final class SeriesWire {

  private static final int STEP = 1 << 14;

  private SeriesWire() {}

  static void write(Weights model, DataOutputStream out) throws IOException {
    float[] flat = model.flat();
    out.writeBoolean(true);
    ByteBuffer bytes = ByteBuffer.allocate(STEP * Float.BYTES);
    for (int from = 0; from < flat.length; from += STEP) {
      int length = Math.min(STEP, flat.length - from);
      bytes.clear().asFloatBuffer().put(flat, from, length);
      out.write(bytes.array(), 0, length * Float.BYTES);
    }
  }

  static void end(DataOutputStream out) throws IOException {
    out.writeBoolean(false);
    out.flush();
  }

  /** The next model, if there is another. */
  static Optional<Weights> read(ModelSpec spec, DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return Optional.empty();
    }
    float[] flat = new float[Math.toIntExact(spec.parameterCount())];
    byte[] bytes = new byte[STEP * Float.BYTES];
    for (int from = 0; from < flat.length; from += STEP) {
      int length = Math.min(STEP, flat.length - from);
      in.readFully(bytes, 0, length * Float.BYTES);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(flat, from, length);
    }
    return Optional.of(Weights.of(spec, flat));
  }
}
