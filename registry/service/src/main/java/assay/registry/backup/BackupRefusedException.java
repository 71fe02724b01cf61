package assay.registry.backup;

import assay.registry.RegistryException;

/** A backup that cannot be put back as it is; the message says why and what to do. */
public final class BackupRefusedException extends RegistryException {

  BackupRefusedException(String message) {
    super(message);
  }

  BackupRefusedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "backup";
  }
}
