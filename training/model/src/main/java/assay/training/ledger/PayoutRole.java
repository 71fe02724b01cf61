package assay.training.ledger;

/** In what capacity an account was paid, in the order in which the market numbers it. */
public enum PayoutRole {
  NONE("none"),
  MINER("miner"),
  DATA_OWNER("dataOwner"),
  PANEL("panel"),
  PLATFORM("platform"),
  POOL("pool"),
  RESEARCHER("researcher"),
  SEED_CONTRIBUTOR("seedContributor"),
  SUBMITTER("submitter"),
  CHALLENGER("challenger"),
  SECOND_PANEL("secondPanel");

  private final String text;

  PayoutRole(String text) {
    this.text = text;
  }

  /** The word in JSON. */
  public String text() {
    return text;
  }

  /** The role with the market's number. */
  public static PayoutRole numbered(long number) {
    return values()[Math.toIntExact(number)];
  }
}
