package assay.registry.ledger;

/** Why the contracts refuse an intent. */
public enum Refusal {
  WRONG_NONCE("wrong-nonce", "the nonce is not the account's next; read it again and retry"),
  UNKNOWN_DATASET("dataset-unknown", "there is no such dataset; check the id"),
  UNKNOWN_VERSION("version-unknown", "the dataset has no such version; list its versions"),
  NOT_OWNER("not-owner", "the account does not own the dataset; ask its owner"),
  RETIRED("dataset-retired", "the dataset is retired for good; register another"),
  NOT_GRANTOR("not-grantor", "the account did not give that grant; ask who did"),
  UNKNOWN_GRANT("grant-unknown", "there is no such grant; check the id"),
  ALREADY_REVOKED("grant-revoked", "the grant was revoked before; nothing is left to do"),
  BELOW_MINIMUM_LEVEL(
      "level-too-low", "the level is below the version's minimum; grant a higher level"),
  PERIOD_OVER("period-over", "the period has already ended; choose a later expiry"),
  EPOCH_CHANGED("epoch-changed", "all grants were just ended; check the dataset and grant again");

  private final String code;
  private final String words;

  Refusal(String code, String words) {
    this.code = code;
    this.words = words;
  }

  /** A stable name for interfaces. */
  public String code() {
    return code;
  }

  /** The reason and what to do. */
  public String words() {
    return words;
  }
}
