package assay.training.economy;

/** What owners do with the grants they have given for a bounty. */
enum OwnerWay implements Way {
  HONEST,
  REVOKES_BEFORE_COMMIT,
  REVOKES_AFTER_COMMIT,
  /** Sells the dataset between commit and reveal. */
  SELLS;

  @Override
  public String role() {
    return "owner";
  }

  @Override
  public boolean isHonest() {
    return this == HONEST;
  }
}
