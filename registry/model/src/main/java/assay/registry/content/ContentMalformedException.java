package assay.registry.content;

import assay.registry.RegistryException;
import org.jspecify.annotations.Nullable;

/** Blocks that hash correctly but do not form a file of the profile. */
public final class ContentMalformedException extends RegistryException {

  public ContentMalformedException(String message) {
    super(message);
  }

  public ContentMalformedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "content-malformed";
  }
}
