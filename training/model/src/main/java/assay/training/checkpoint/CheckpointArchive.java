package assay.training.checkpoint;

import assay.training.checkpoint.CheckpointRefusedException.Reason;
import assay.training.spec.ModelLimits;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A checkpoint as one tar: {@code model.json}, {@code weights.safetensors}, {@code
 * provenance.json}, in this order, with fixed times and owners, so equal checkpoints give equal
 * bytes and one SHA-256. Reading accepts nothing but these three plain files in this order and
 * form; the spec is checked before the weights' size is believed. Stateless.
 */
public final class CheckpointArchive {

  private static final String MODEL = "model.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String PROVENANCE = "provenance.json";
  private static final byte[] END = new byte[2 * UstarEntry.BLOCK];

  private CheckpointArchive() {}

  /** Writes the archive; the stream stays open. */
  public static void write(Checkpoint checkpoint, OutputStream out) throws IOException {
    writeEntry(MODEL, ModelSpecJson.write(checkpoint.spec()), out);
    UstarEntry weights = new UstarEntry(WEIGHTS, Safetensors.length(checkpoint.spec()));
    out.write(weights.header());
    Safetensors.write(checkpoint.weights(), out);
    out.write(new byte[weights.padding()]);
    writeEntry(PROVENANCE, ProvenanceJson.write(checkpoint.provenance()), out);
    out.write(END);
  }

  /** The longest archive there can be within the limits on specs. */
  public static long maxLength() {
    return ModelLimits.DEFAULT.parameters() * Float.BYTES + (4L << 20);
  }

  /** Reads an archive up to its end; the stream stays open. */
  public static Checkpoint read(InputStream in) {
    BoundedInput input = new BoundedInput(in);
    return readRest(readSpec(input), input);
  }

  /** As {@link #read(InputStream)}; refuses another model before its weights are looked at. */
  public static Checkpoint read(InputStream in, ModelSpec wanted) {
    BoundedInput input = new BoundedInput(in);
    ModelSpec spec = readSpec(input);
    if (!spec.equals(wanted)) {
      throw new CheckpointRefusedException(
          Reason.WRONG_SPEC,
          "The checkpoint is of spec " + spec.hash() + ", asked for was " + wanted.hash() + ".");
    }
    return readRest(spec, input);
  }

  private static ModelSpec readSpec(BoundedInput input) {
    return ModelSpecJson.read(readEntry(MODEL, ModelLimits.DEFAULT.jsonBytes(), input));
  }

  private static Checkpoint readRest(ModelSpec spec, BoundedInput input) {
    Weights weights = readWeights(spec, input);
    Provenance provenance =
        ProvenanceJson.read(readEntry(PROVENANCE, ProvenanceJson.MAX_BYTES, input));
    requireZeros(END.length, "the archive's end", input);
    input.requireEnd("the archive");
    return new Checkpoint(spec, weights, provenance);
  }

  private static void writeEntry(String name, byte[] content, OutputStream out) throws IOException {
    UstarEntry entry = new UstarEntry(name, content.length);
    out.write(entry.header());
    out.write(content);
    out.write(new byte[entry.padding()]);
  }

  private static byte[] readEntry(String name, int limit, BoundedInput input) {
    UstarEntry entry = readHeader(name, limit, input);
    byte[] content = input.read((int) entry.size(), name);
    requireZeros(entry.padding(), "the padding of " + name, input);
    return content;
  }

  private static Weights readWeights(ModelSpec spec, BoundedInput input) {
    UstarEntry entry = readHeader(WEIGHTS, Safetensors.maxLength(spec), input);
    Weights weights = Safetensors.read(spec, new Slice(input.stream(), entry.size()));
    requireZeros(entry.padding(), "the padding of " + WEIGHTS, input);
    return weights;
  }

  private static UstarEntry readHeader(String name, long limit, BoundedInput input) {
    byte[] header = input.read(UstarEntry.BLOCK, "the header of " + name);
    long size = UstarEntry.sizeIn(header, name);
    if (size < 0) {
      throw new CheckpointRefusedException(
          Reason.MALFORMED, "Where " + name + " belongs, the archive holds something else.");
    }
    if (size > limit) {
      throw new CheckpointRefusedException(
          Reason.TOO_LARGE, name + " claims " + size + " bytes; at most " + limit + " are read.");
    }
    return new UstarEntry(name, size);
  }

  private static void requireZeros(int length, String what, BoundedInput input) {
    for (byte b : input.read(length, what)) {
      if (b != 0) {
        throw new CheckpointRefusedException(Reason.MALFORMED, "Bytes hide in " + what + ".");
      }
    }
  }

  /** The next bytes of a stream as a stream of their own; closing it closes nothing. */
  private static final class Slice extends FilterInputStream {

    private long left;

    Slice(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      int next = left == 0 ? -1 : super.read();
      left -= next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int count = super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public void close() {
      left = 0;
    }
  }
}
