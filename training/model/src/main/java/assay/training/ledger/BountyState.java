package assay.training.ledger;

/** The states of a bounty, in the order in which the market numbers them (PROTOCOL, diagram). */
public enum BountyState {
  NONE,
  SAMPLED,
  OPEN,
  REVEAL,
  DRAWING,
  SCORING,
  SCORE_REVEAL,
  SCORED,
  DELIVERING,
  SETTLED,
  REFUNDED,
  CANCELLED;

  /** The state with the market's number. */
  public static BountyState numbered(long number) {
    return values()[Math.toIntExact(number)];
  }
}
