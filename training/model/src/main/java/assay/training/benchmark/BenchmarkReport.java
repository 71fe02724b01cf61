package assay.training.benchmark;

/**
 * What a rig says of itself in answer to a challenge: the answer can be checked by doing its work
 * again, the figures are the rig's word. Immutable.
 *
 * @param challenge which
 * @param machine what was measured
 * @param figures what was measured
 * @param answer the checkable work
 */
public record BenchmarkReport(
    Challenge challenge, Machine machine, Figures figures, Answer answer) {

  private static final int LONGEST = 200;

  /**
   * What ran.
   *
   * @param engine its word
   * @param device its maker's name for it, at most 200 characters
   * @param workers that ran side by side
   */
  public record Machine(String engine, String device, int workers) {

    public Machine {
      if (engine.isBlank() || engine.length() > LONGEST || device.length() > LONGEST) {
        throw BenchmarkRefusedException.bad("engine or device has no name, or too long a one");
      }
      if (workers < 1) {
        throw BenchmarkRefusedException.bad("a rig has at least one worker, not " + workers);
      }
    }
  }
}
