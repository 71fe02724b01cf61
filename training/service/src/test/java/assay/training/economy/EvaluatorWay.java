package assay.training.economy;

/** How evaluators score and give their part of a seed. */
enum EvaluatorWay implements Way {
  HONEST,
  LIES_ALONE,
  /** Tells the same lie as its friends. */
  COLLUDES,
  MARKS_EVERYTHING,
  /** Commits, and never reveals. */
  LAZY,
  ABSENT,
  /** Says that the test set cannot be used when it can, and scores nothing. */
  REPORTS_FALSELY,
  /** Scores honestly, and gives its preimage every second time. */
  WITHHOLDS_PREIMAGES,
  /** Belongs to the miner who keeps his key; honest elsewhere. */
  CARTEL;

  @Override
  public String role() {
    return "evaluator";
  }

  @Override
  public boolean isHonest() {
    return this == HONEST;
  }

  /** Whether what it reveals is not what it saw. */
  boolean speaksFalsely() {
    return this == LIES_ALONE || this == COLLUDES || this == MARKS_EVERYTHING;
  }

  /** Whether it reveals nothing. */
  boolean isSilent() {
    return this == LAZY || this == ABSENT || this == REPORTS_FALSELY;
  }
}
