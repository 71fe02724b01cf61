package assay.registry.dataset;

/** How closely data is kept; a higher level is stricter. Constants stand in rising order. */
public enum SharingLevel {
  /** Public: not sealed. */
  L0(0),
  /** Decrypted at the miner. */
  L1(1),
  /** By the agent only: in memory, never on disk, audited. */
  L2(2),
  /** On the owner's site: only federated updates leave. */
  L3(3),
  /** In an attested enclave. */
  L4(4);

  private final int number;

  SharingLevel(int number) {
    this.number = number;
  }

  /** The level of that number, as contracts carry it. */
  public static SharingLevel of(int number) {
    for (SharingLevel level : values()) {
      if (level.number == number) {
        return level;
      }
    }
    throw new IllegalArgumentException("Sharing level " + number + " is outside 0..4.");
  }

  /** As contracts carry it: 0 to 4. */
  public int number() {
    return number;
  }

  /** Whether everybody may read the data: there is no key then. */
  public boolean isPublic() {
    return this == L0;
  }

  /**
   * Whether a grantee gets the key; above L2 the data stays on the owner's site or in an enclave.
   */
  public boolean handsOutKeys() {
    return !isAtLeast(L3);
  }

  public boolean isAtLeast(SharingLevel minimum) {
    return number >= minimum.number;
  }
}
