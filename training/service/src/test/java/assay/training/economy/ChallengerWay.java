package assay.training.economy;

/** When somebody doubts a verdict. */
enum ChallengerWay implements Way {
  /** Doubts winners that are none. */
  RIGHT,
  /** Doubts winners that are. */
  WRONG;

  @Override
  public String role() {
    return "challenger";
  }

  @Override
  public boolean isHonest() {
    return this == RIGHT;
  }
}
