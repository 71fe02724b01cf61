package assay.training.economy;

/** What researchers do once their bounty is open. */
enum ResearcherWay implements Way {
  HONEST,
  /** Never reveals the public sample. */
  WITHHOLDS_SAMPLE,
  CANCELS,
  /** Complains although he has the winner's key. */
  COMPLAINS_FALSELY,
  /** Gives nobody the test key, not even when the panel asks for it. */
  KEEPS_TEST_KEY,
  /** Commits to a test key that opens nothing, and publishes it when the panel asks for it. */
  BAD_TEST_KEY,
  /** The same, but publishes it before the slower seats could ask for it as well. */
  HURRIES_BAD_TEST_KEY;

  @Override
  public String role() {
    return "researcher";
  }

  @Override
  public boolean isHonest() {
    return this == HONEST;
  }

  /** Whether no seat can open the test set, whatever it tries. */
  boolean hidesTestSet() {
    return this == KEEPS_TEST_KEY || this == BAD_TEST_KEY || this == HURRIES_BAD_TEST_KEY;
  }
}
