package assay.agent.joint;

import java.time.Duration;

/** Time as a joint training waits by it: a clock that is put right keeps nobody waiting. */
public interface Pacer {

  /** The machine's, with so long a rest between two looks at the board. */
  static Pacer resting(Duration pause) {
    return new Pacer() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void rest() {
        try {
          Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  /** Nanoseconds since some moment. */
  long nanoTime();

  /** Waits a little; an interrupt stays set, and whoever waits in a loop has to look at it. */
  void rest();
}
