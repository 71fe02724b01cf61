package assay.registry.grant;

/** Whether a grant may be relied on at one moment, and if not, why. */
public enum GrantStanding {
  LIVE("grant-live", "is live"),
  UNKNOWN("grant-unknown", "is not on chain, or not yet final; wait, or ask the owner to grant"),
  NOT_YET("grant-not-yet", "has not begun; wait for its first second"),
  UNPAID("grant-unpaid", "has a price and was never used; pay for a use first"),
  EXPIRED("grant-expired", "has expired; ask the owner for a new one"),
  REVOKED("grant-revoked", "was revoked by the owner; ask him, or pick other data"),
  OVERTURNED(
      "grant-overturned",
      "ended with its dataset's grant epoch (transferred, retired or all revoked); ask the owner"),
  ENDING("grant-ending", "is about to end: a revocation or transfer is pending; ask the owner");

  private final String code;
  private final String words;

  GrantStanding(String code, String words) {
    this.code = code;
    this.words = words;
  }

  /** Only this allows anything. */
  public boolean isLive() {
    return this == LIVE;
  }

  /** Whether the grant gives its right, or may yet. */
  public boolean isOpen() {
    return this == LIVE || this == UNPAID || this == NOT_YET;
  }

  /**
   * Whether the right was taken back. An end that is only pending counts as one, or rules would
   * give anew what is taken back.
   */
  public boolean isTakenBack() {
    return this == REVOKED || this == OVERTURNED || this == ENDING;
  }

  /** A stable name for interfaces. */
  public String code() {
    return code;
  }

  /** The rest of a sentence that begins with the grant, and what to do. */
  public String words() {
    return words;
  }
}
