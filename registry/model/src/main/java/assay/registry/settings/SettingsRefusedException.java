package assay.registry.settings;

import assay.registry.RegistryException;

/** What an operator set cannot be worked with; the message says which and what to do. */
public final class SettingsRefusedException extends RegistryException {

  SettingsRefusedException(String message) {
    super(message);
  }

  SettingsRefusedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "settings";
  }
}
