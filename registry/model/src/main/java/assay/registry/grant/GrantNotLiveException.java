package assay.registry.grant;

import assay.registry.RegistryException;

/** A grant was needed that is not live; the code says why, such as {@code grant-expired}. */
public final class GrantNotLiveException extends RegistryException {

  private final GrantStanding standing;

  public GrantNotLiveException(GrantId id, GrantStanding standing) {
    super("Grant " + id + " " + standing.words() + ".");
    this.standing = standing;
  }

  public GrantStanding standing() {
    return standing;
  }

  @Override
  public String code() {
    return standing.code();
  }
}
