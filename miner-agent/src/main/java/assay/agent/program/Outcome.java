package assay.agent.program;

/** How running a program went. */
public sealed interface Outcome {

  /** Words that complete "the program ...", such as {@code ended with code 3}. */
  String words();

  /** Whether it ended by itself and with code 0. */
  default boolean isWell() {
    return this instanceof Ended ended && ended.code() == 0;
  }

  /**
   * It ended by itself.
   *
   * @param output what it wrote on standard output, up to the limit
   */
  record Ended(int code, String output) implements Outcome {
    @Override
    public String words() {
      return "ended with code " + code;
    }
  }

  /** It was ended because its time was over. */
  record TookTooLong(long millis) implements Outcome {
    @Override
    public String words() {
      return "took longer than " + millis + " ms and was ended";
    }
  }

  /** It could not be started. */
  record NotStarted(String why) implements Outcome {
    @Override
    public String words() {
      return "cannot be run: " + why;
    }
  }
}
