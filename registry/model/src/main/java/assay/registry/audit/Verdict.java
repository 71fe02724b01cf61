package assay.registry.audit;

/** What came of checking a claim. */
public enum Verdict {
  HOLDS("ok", "holds"),
  FAILS("FAILS", "fails"),
  /** What it would take is not to be had; nothing speaks against it. */
  UNCHECKED("unchecked", "cannot-be-checked");

  private final String word;
  private final String code;

  Verdict(String word, String code) {
    this.word = word;
    this.code = code;
  }

  /** For people. */
  public String word() {
    return word;
  }

  /** A stable name for programs. */
  public String code() {
    return code;
  }
}
