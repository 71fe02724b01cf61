package assay.web.live;

import assay.registry.RegistryException;
import jakarta.ejb.ApplicationException;

/** Every place for a listener is taken. */
@ApplicationException
public final class TooManyListenersException extends RegistryException {

  public TooManyListenersException(int listeners) {
    super(
        "%d listeners are here, which is the limit; come back later or ask another node."
            .formatted(listeners));
  }

  @Override
  public String code() {
    return "too-many-listeners";
  }
}
