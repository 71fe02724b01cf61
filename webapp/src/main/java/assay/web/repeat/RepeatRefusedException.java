package assay.web.repeat;

import assay.registry.RegistryException;

/** The key of a repeated request does not get an answer; the code says why. */
public final class RepeatRefusedException extends RegistryException {

  private final String code;

  private RepeatRefusedException(String code, String message) {
    super(message);
    this.code = code;
  }

  static RepeatRefusedException otherRequest(String key) {
    return new RepeatRefusedException(
        "idempotency-key-reused",
        "The key '%s' was sent with another request within a day; take a new one for each request."
            .formatted(key));
  }

  static RepeatRefusedException inProgress(String key) {
    return new RepeatRefusedException(
        "idempotency-key-in-progress",
        "The first request with the key '%s' is not answered yet; send it again in a moment."
            .formatted(key));
  }

  @Override
  public String code() {
    return code;
  }
}
