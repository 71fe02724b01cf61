package assay.training.spec;

/** What a trained model is measured by; criteria use count metrics only. */
public enum Metric implements KerasWord {
  ACCURACY("accuracy");

  private final String word;

  Metric(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
