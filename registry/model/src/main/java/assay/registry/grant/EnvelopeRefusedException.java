package assay.registry.grant;

import assay.registry.RegistryException;

/** An envelope that is not the one expected; {@link #field()} names the first thing wrong. */
public final class EnvelopeRefusedException extends RegistryException {

  private final String field;

  private EnvelopeRefusedException(String field, String message) {
    super(message);
    this.field = field;
  }

  static EnvelopeRefusedException swapped(String field, Object found, Object expected) {
    return new EnvelopeRefusedException(
        field,
        "The envelope's %s is %s where %s is expected; ask its sender to issue it again."
            .formatted(field, found, expected));
  }

  static EnvelopeRefusedException unsigned(EnvelopeHeader header) {
    return new EnvelopeRefusedException(
        "signature",
        "The envelope was not signed, as it stands, by "
            + header.parties().sender()
            + "; ask him to issue it again.");
  }

  static EnvelopeRefusedException expired(EnvelopeHeader header) {
    return new EnvelopeRefusedException(
        "expiry",
        "The envelope's key could be used until "
            + header.expiry()
            + "; ask "
            + header.parties().sender()
            + " for a new grant.");
  }

  /** Without the parser's words or cause: they may hold parts of the key. */
  static EnvelopeRefusedException format(Throwable cause) {
    return new EnvelopeRefusedException(
        "format",
        "The envelope opens, but holds no message this program knows ("
            + cause.getClass().getSimpleName()
            + "); ask its sender to issue it again.");
  }

  static EnvelopeRefusedException tooLong(int bytes) {
    return new EnvelopeRefusedException(
        "format", "An envelope of " + bytes + " bytes is none; ask its sender to issue it again.");
  }

  /** The name of the field that is wrong, or {@code signature}, or {@code format}. */
  public String field() {
    return field;
  }

  @Override
  public String code() {
    return "envelope-refused";
  }
}
