package assay.training.economy;

/** What miners hand in. */
enum MinerWay implements Way {
  HONEST,
  /** Trains on data that nobody granted him. */
  UNGRANTED,
  /** Hands in another's model, got hold of before the reveal. */
  COPIES,
  NEVER_REVEALS,
  /** Hands in bytes that are no model. */
  JUNK,
  /** Wins by a panel that is in on it, and gives nobody the key. */
  KEEPS_KEY,
  /** The same, but publishes the key when the researcher has locked the bond of a complaint. */
  PUBLISHES_LATE;

  @Override
  public String role() {
    return "miner";
  }

  @Override
  public boolean isHonest() {
    return this == HONEST;
  }

  /** Whether the panel must be his own for this. */
  boolean needsCartel() {
    return this == KEEPS_KEY || this == PUBLISHES_LATE;
  }
}
