package assay.web.problem;

import assay.registry.RegistryException;

/** The final chain has no such thing, or not yet. */
public final class NotFoundHereException extends RegistryException {

  public NotFoundHereException(String kind, Object id) {
    super(
        "There is no %s %s in the final chain; check the id, or wait until it is final."
            .formatted(kind, id));
  }

  @Override
  public String code() {
    return "not-found";
  }
}
