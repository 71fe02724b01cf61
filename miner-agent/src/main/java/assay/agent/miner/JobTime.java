package assay.agent.miner;

import java.time.Duration;

/** How long a job may still take. Thread-safe. */
public interface JobTime {

  /** Whether it need not go on: nothing can be committed any more, or it was taken away. */
  boolean isOver();

  /** Until nothing can be committed any more. */
  Duration left();
}
