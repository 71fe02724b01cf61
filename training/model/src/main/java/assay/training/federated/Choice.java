package assay.training.federated;

/**
 * What a federated job chooses beyond plain averaging of exact updates, and may not combine freely.
 */
public enum Choice {
  /** Updates under masks, of which the server learns the sum alone. */
  SECURE_AGGREGATION("secure aggregation"),
  /** Median, trimmed mean, Krum, MultiKrum, Bulyan, geometric median. */
  COMPARING_RULE("a rule that compares updates"),
  /** Contribution by putting coalitions' models together from anchored updates. */
  RECONSTRUCTION("contribution by reconstruction"),
  /** The largest numbers alone, with error feedback. */
  TOP_K("top-k"),
  /** Fewer bits a number. */
  QUANTIZATION("quantization"),
  /** SCAFFOLD's control variates. */
  CONTROL_VARIATES("scaffold");

  private final String words;

  Choice(String words) {
    this.words = words;
  }

  /** As documents call it. */
  public String words() {
    return words;
  }
}
