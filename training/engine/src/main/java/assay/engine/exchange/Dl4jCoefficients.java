package assay.engine.exchange;

import assay.engine.exchange.ForeignModelException.Reason;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * All parameters of a network in one row, as ND4J writes an array: the shape's description (its
 * rank, sizes, strides and three words more), then the numbers; each with the allocation's name,
 * its length and its type before it. Big-endian float32 only.
 */
final class Dl4jCoefficients {

  /** Two names and a length stand before each of the two parts; a description is short. */
  private static final int LONGEST_HEAD = 1024;

  private static final int ROW = 2;
  private static final int DESCRIPTION = 2 * ROW + 4;
  private static final int VECTOR_DESCRIPTION = 6;

  private Dl4jCoefficients() {}

  /** Bytes that so many parameters have at most. */
  static int longest(long parameters) {
    return Math.toIntExact(LONGEST_HEAD + parameters * Float.BYTES);
  }

  static float[] read(byte[] bytes, int parameters) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      requireRow(in, parameters);
      requirePart(in, "FLOAT", parameters);
      float[] values = new float[parameters];
      for (int i = 0; i < parameters; i++) {
        values[i] = in.readFloat();
      }
      if (in.read() >= 0) {
        throw wrong("more than the " + parameters + " numbers that the layers have");
      }
      return values;
    } catch (IOException e) {
      throw new ForeignModelException(
          Reason.MALFORMED, "The coefficients end too early: " + e.getMessage() + ".", e);
    }
  }

  private static void requireRow(DataInputStream in, int parameters) throws IOException {
    long words = head(in, "LONG");
    if (words != DESCRIPTION && words != VECTOR_DESCRIPTION) {
      throw wrong("an array that is no row");
    }
    long rank = in.readLong();
    long elements = 1;
    for (long axis = 0; axis < Math.min(rank, ROW); axis++) {
      elements *= Math.max(1, Math.min(Integer.MAX_VALUE, in.readLong()));
    }
    boolean isRow = words == VECTOR_DESCRIPTION ? rank == 1 : rank == ROW;
    if (!isRow || elements != parameters) {
      throw wrong(elements + " numbers where the layers have " + parameters);
    }
    in.skipNBytes((words - 1 - rank) * Long.BYTES);
  }

  private static void requirePart(DataInputStream in, String type, int length) throws IOException {
    long found = head(in, type);
    if (found != length) {
      throw wrong(found + " numbers where the layers have " + length);
    }
  }

  private static long head(DataInputStream in, String type) throws IOException {
    in.readUTF();
    long length = in.readLong();
    String found = in.readUTF();
    if (!found.equals(type)) {
      throw wrong("numbers of type " + KerasSettings.shown(found) + " where " + type + " is read");
    }
    return length;
  }

  private static ForeignModelException wrong(String what) {
    return new ForeignModelException(Reason.WRONG_TENSORS, "The coefficients hold " + what + ".");
  }
}
