package assay.training.federated.compression;

import assay.training.TrainingException;

/** Bytes that stand for no vector; the message says what is wrong with them. */
public final class CompressionRefusedException extends TrainingException {

  private static final String CODE = "federated-compression";

  public CompressionRefusedException(String message) {
    super(CODE, message);
  }

  static void requireLength(byte[] encoded, int expected) {
    if (encoded.length != expected) {
      throw new CompressionRefusedException(
          "An encoded update has %d bytes instead of %d; it is of another model or cut off."
              .formatted(encoded.length, expected));
    }
  }
}
