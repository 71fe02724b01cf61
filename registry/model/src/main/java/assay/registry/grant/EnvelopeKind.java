package assay.registry.grant;

/** What an envelope's key opens. */
public enum EnvelopeKind {
  /** A dataset version; the subject is the grant. */
  VERSION_KEY("version-key"),
  /** A bounty's private test set; the subject is the bounty. */
  TEST_KEY("test-key"),
  /** A submitted checkpoint; the subject is the bounty, the asset the submission's commit. */
  CHECKPOINT_KEY("checkpoint-key"),
  /**
   * What proves the rounds of a federated job to its panel; the subject is the bounty, the asset
   * the sha-256 of the sealed file, which is one block of the content store.
   */
  EVIDENCE_KEY("evidence-key");

  private final String text;

  EnvelopeKind(String text) {
    this.text = text;
  }

  /** As it is signed. */
  public String text() {
    return text;
  }
}
