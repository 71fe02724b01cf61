package assay.web.webhook;

import assay.registry.RegistryException;

/** What was asked of an account's webhooks cannot be done; the code says why. */
public final class WebhookRefusedException extends RegistryException {

  private final String code;

  private WebhookRefusedException(String code, String message) {
    super(message);
    this.code = code;
  }

  static WebhookRefusedException tooMany(int most) {
    return new WebhookRefusedException(
        "too-many-webhooks",
        "The account has %d webhooks, which is the limit; delete one first.".formatted(most));
  }

  static WebhookRefusedException unknown() {
    return new WebhookRefusedException(
        "webhook-unknown", "The account has no such webhook; list them again.");
  }

  static WebhookRefusedException insecure() {
    return new WebhookRefusedException(
        "webhook-insecure", "This platform sends events to https addresses alone; give one.");
  }

  @Override
  public String code() {
    return code;
  }
}
