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
  CANCELLED,
  DEFAULTED;

  /** Whether nothing more can happen. */
  public boolean isFinal() {
    return switch (this) {
      case SETTLED, REFUNDED, CANCELLED, DEFAULTED -> true;
      case NONE, SAMPLED, OPEN, REVEAL, DRAWING, SCORING, SCORE_REVEAL, SCORED, DELIVERING -> false;
    };
  }

  /** The state with the market's number. */
  public static BountyState numbered(long number) {
    return values()[Math.toIntExact(number)];
  }
}
