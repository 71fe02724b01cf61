package assay.agent.confine;

/** What a confined child said before it ended within its limits. Its bytes are a stranger's. */
public sealed interface Answer {

  /** The exit code with which a child says that it refuses its input; its output says why. */
  int REFUSAL_CODE = 10;

  /** It did its work. Immutable. */
  final class Done implements Answer {

    private final byte[] output;

    Done(byte[] output) {
      this.output = output.clone();
    }

    /** A copy of its bytes. */
    public byte[] output() {
      return output.clone();
    }
  }

  /**
   * It refused its input.
   *
   * @param why its sentence, cut to a length fit for a screen and without control characters
   */
  record Refused(String why) implements Answer {}
}
