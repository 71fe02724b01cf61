package assay.training.bounty;

import assay.chain.Bytes32;
import assay.training.bounty.BountyRuleException.Reason;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A test set as one file, to be sealed for the panel: magic, format and count, then one record per
 * sample (its bytes, its salt). It holds all samples, so a reader rebuilds the root and knows that
 * none was swapped; which of them are private follows from the seed. Big-endian. Stateless.
 */
public final class TestSetFile {

  /** The longest file: an evaluator holds it in memory, as large as the largest weights. */
  public static final long MAX_BYTES = 64L << 20;

  /** The most samples: each also costs its salt and its place in the tree. */
  public static final int MAX_SAMPLES = 1 << 17;

  private static final byte[] MAGIC = "ASSAYTS1".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT = 32;
  private static final int HEADER = MAGIC.length + 5 * Integer.BYTES;

  private TestSetFile() {}

  /** Writes the set; refuses one so large that no evaluator would open it. */
  public static void write(TestSet testSet, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    DataFormat format = testSet.samples().format();
    requireSize(length(format, testSet.size()), testSet.size());
    data.write(MAGIC);
    data.writeInt(format.width());
    data.writeFloat(format.low());
    data.writeFloat(format.high());
    data.writeInt(format.classes());
    data.writeInt(testSet.size());
    for (int i = 0; i < testSet.size(); i++) {
      data.write(testSet.samples().sample(i).bytes());
      data.write(testSet.salt(i).bytes());
    }
    data.flush();
  }

  /** Refuses, before a byte of it is fetched, a file that cannot be of so many such samples. */
  public static void requireLength(long claimed, DataFormat format, int count) {
    long length = length(format, count);
    requireSize(length, count);
    if (claimed != length) {
      throw malformed("it has %d bytes where %d samples take %d".formatted(claimed, count, length));
    }
  }

  private static long length(DataFormat format, int count) {
    return HEADER + (long) count * (format.sampleBytes() + SALT);
  }

  private static void requireSize(long length, int count) {
    if (count > MAX_SAMPLES || length > MAX_BYTES) {
      throw new BountyRuleException(
          Reason.OUT_OF_RANGE,
          "A test set of %d samples in %d bytes is too large; a panel opens %d samples and %d bytes."
              .formatted(count, length, MAX_SAMPLES, MAX_BYTES));
    }
  }

  /** Reads a set of exactly this many samples, which the bounty states, up to the stream's end. */
  public static TestSet read(InputStream in, BountyOrigin origin, int count) {
    try {
      return readFrom(new DataInputStream(in), origin, count);
    } catch (EOFException e) {
      throw malformed("it ends early");
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the test set failed.", e);
    }
  }

  private static TestSet readFrom(DataInputStream in, BountyOrigin origin, int count)
      throws IOException {
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw malformed("it does not begin as one");
    }
    DataFormat format = new DataFormat(in.readInt(), in.readFloat(), in.readFloat(), in.readInt());
    int claimed = in.readInt();
    if (claimed != count) {
      throw malformed("it claims " + claimed + " samples, the bounty says " + count);
    }
    List<Sample> samples = new ArrayList<>();
    List<Bytes32> salts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(Sample.ofBytes(exactly(in, format.sampleBytes())));
      salts.add(Bytes32.of(exactly(in, SALT)));
    }
    if (in.read() >= 0) {
      throw malformed("bytes follow its end");
    }
    return new TestSet(origin, LabelledData.of(format, samples), salts);
  }

  private static byte[] exactly(DataInputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private static BountyRuleException malformed(String complaint) {
    return new BountyRuleException(
        Reason.TEST_SET_MALFORMED, "The file is no test set: " + complaint + ".");
  }
}
