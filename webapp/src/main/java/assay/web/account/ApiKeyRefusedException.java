package assay.web.account;

import assay.registry.RegistryException;

/** What was asked of an account's API keys cannot be done; the code says why. */
public final class ApiKeyRefusedException extends RegistryException {

  private final String code;

  private ApiKeyRefusedException(String code, String message) {
    super(message);
    this.code = code;
  }

  static ApiKeyRefusedException taken(String name) {
    return new ApiKeyRefusedException(
        "api-key-name-taken",
        "The account has an API key '%s'; revoke it, or choose another name.".formatted(name));
  }

  static ApiKeyRefusedException tooMany(int most) {
    return new ApiKeyRefusedException(
        "too-many-api-keys",
        "The account has %d API keys, which is the limit; revoke one first.".formatted(most));
  }

  static ApiKeyRefusedException unknown() {
    return new ApiKeyRefusedException(
        "api-key-unknown", "The account has no such API key; list them again.");
  }

  @Override
  public String code() {
    return code;
  }
}
