package assay.training.audit;

/** What is claimed about a bounty; each is derived again from what lies beneath it. */
public enum ClaimName {
  DEPLOYMENT("deployment", "the contracts are those of the manifest"),
  ORDER("order", "events stand in the chain's order, none twice"),
  BOUNTY_ID("bounty-id", "the id is the hash of who opened it, where, as what"),
  TERMS("terms", "the terms are those the researcher sent"),
  SPEC("spec", "the specification's bytes are those on chain"),
  OWNERSHIP("ownership", "the listed datasets belonged to who is named"),
  MANIFEST("manifest", "a dataset version's manifest and bytes are those registered"),
  TICKETS("tickets", "every bond, ticket, lock and hash chain adds up"),
  CONTRIBUTORS("contributors", "the previous seed picks who contributes"),
  SEED("seed", "a seed is the hash of preimages fixed beforehand"),
  PUBLIC_SAMPLE("public-sample", "the public samples are P(k) and lie under the root"),
  COMMIT("commit", "a miner's commit opens to what he revealed"),
  GRANTS("grants", "the grants named were live at the commit"),
  STANDING("standing", "who stands, is struck or lacks a grant"),
  DRAW("draw", "the seed and the tickets give the seats"),
  SCORE_COMMIT("score-commit", "a seat's commit opens to its counts, or it signed them"),
  VERDICTS("verdicts", "medians, marks and milestones give the verdicts"),
  WINNER("winner", "the best by milestones, counts and order wins"),
  CHALLENGE("challenge", "the challenge's bond and outcome"),
  KEYS("keys", "published keys are those committed to"),
  SLASHES("slashes", "the final verdicts give every slash"),
  CONTRIBUTION("contribution", "what the owners' part is shared by"),
  PAYMENTS("payments", "every payment and burn, to the wei"),
  POT("pot", "what came into the pot went out of it"),
  STATES("states", "every arrow is one of the diagram, at its time"),
  MODEL("model", "the model's asset and its parents"),
  CHECKPOINT("checkpoint", "the sealed checkpoint's bytes are those committed to");

  private final String text;
  private final String meaning;

  ClaimName(String text, String meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  /** As tables and JSON print it. */
  public String text() {
    return text;
  }

  /** In words. */
  public String meaning() {
    return meaning;
  }
}
