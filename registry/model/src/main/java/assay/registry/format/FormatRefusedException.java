package assay.registry.format;

import assay.registry.RegistryException;
import org.jspecify.annotations.Nullable;

/** Plain data that is not what its name says, or that cannot be read safely. */
public final class FormatRefusedException extends RegistryException {

  public FormatRefusedException(String message) {
    super(message);
  }

  public FormatRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "format-refused";
  }
}
