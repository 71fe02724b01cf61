package assay.agent.rerun;

import assay.training.data.LabelledData;

/**
 * What two models are held against each other on.
 *
 * @param subject what it is
 * @param samples labelled
 */
public record Exam(Subject subject, LabelledData samples) {

  /** Where the samples come from. */
  public enum Subject {
    TEST("the test file"),
    TRAINING("the training data");

    private final String words;

    Subject(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
