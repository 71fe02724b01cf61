package assay.training.run;

import assay.chain.Bytes32;
import assay.training.checkpoint.CheckpointRefusedException;
import assay.training.checkpoint.CheckpointRefusedException.Reason;
import assay.training.checkpoint.Safetensors;
import assay.training.checkpoint.Weights;
import assay.training.spec.ModelSpec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A training state as a file: magic, job, engine, epochs, the optimizer's memory, then the weights
 * as safetensors. A half-written file is refused. In files of the first version the memory lay in
 * its engine's own order: it is left out, and the optimizer begins anew. Stateless.
 */
public final class TrainingStateFile {

  private static final byte[] MAGIC = "ASSAYST2".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FIRST = "ASSAYST1".getBytes(StandardCharsets.US_ASCII);
  private static final int CHUNK = 1 << 14;

  /** No optimizer of a spec keeps more numbers per parameter. */
  private static final int MOST_MEMORY_PER_PARAMETER = 4;

  private TrainingStateFile() {}

  public static void write(TrainingState state, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.write(MAGIC);
    data.write(state.job().bytes());
    data.writeUTF(state.engine());
    data.writeInt(state.epochsDone());
    float[] memory = state.optimizerMemory();
    data.writeInt(memory.length);
    for (int done = 0; done < memory.length; done += CHUNK) {
      int count = Math.min(CHUNK, memory.length - done);
      ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES);
      bytes.asFloatBuffer().put(memory, done, count);
      data.write(bytes.array());
    }
    Safetensors.write(state.weights(), data);
    data.flush();
  }

  /** Reads a state of a model of this spec up to the end of the stream. */
  public static TrainingState read(InputStream in, ModelSpec spec) {
    try {
      DataInputStream data = new DataInputStream(in);
      byte[] magic = data.readNBytes(MAGIC.length);
      boolean isFirst = Arrays.equals(magic, FIRST);
      if (!isFirst && !Arrays.equals(magic, MAGIC)) {
        throw refused(Reason.MALFORMED, "it does not begin as one");
      }
      byte[] job = new byte[Bytes32.ZERO.bytes().length];
      data.readFully(job);
      String engine = data.readUTF();
      int epochs = data.readInt();
      float[] memory = readMemory(data, spec);
      Weights weights = Safetensors.read(spec, data);
      return new TrainingState(
          Bytes32.of(job), engine, epochs, weights, isFirst ? new float[0] : memory);
    } catch (EOFException e) {
      throw refused(Reason.TRUNCATED, "it ends early");
    } catch (UTFDataFormatException e) {
      throw refused(Reason.MALFORMED, "the engine's name is garbled");
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the training state failed.", e);
    }
  }

  private static float[] readMemory(DataInputStream data, ModelSpec spec) throws IOException {
    int length = data.readInt();
    if (length < 0 || length > spec.parameterCount() * MOST_MEMORY_PER_PARAMETER) {
      throw refused(Reason.TOO_LARGE, "it claims an optimizer memory of " + length);
    }
    float[] memory = new float[length];
    byte[] chunk = new byte[CHUNK * Float.BYTES];
    for (int done = 0; done < length; done += CHUNK) {
      int count = Math.min(CHUNK, length - done);
      data.readFully(chunk, 0, count * Float.BYTES);
      ByteBuffer.wrap(chunk).asFloatBuffer().get(memory, done, count);
    }
    return memory;
  }

  private static CheckpointRefusedException refused(Reason reason, String complaint) {
    return new CheckpointRefusedException(
        reason, "The file is no training state: " + complaint + ".");
  }
}
