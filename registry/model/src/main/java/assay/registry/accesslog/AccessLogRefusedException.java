package assay.registry.accesslog;

import assay.registry.RegistryException;
import org.jspecify.annotations.Nullable;

/** A file or an answer is no access log. */
public final class AccessLogRefusedException extends RegistryException {

  public AccessLogRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "access-log-refused";
  }
}
