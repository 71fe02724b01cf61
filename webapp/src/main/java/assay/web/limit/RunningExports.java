package assay.web.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The exports that this node writes now; other nodes count for themselves. Each holds one of the
 * server's threads for as long as its reader takes, so how many there may be is limited, of all and
 * of one account or network. Thread-safe.
 */
public final class RunningExports {

  /** Exports of one account or network at once. */
  public static final int MOST_OF_ONE = 2;

  /** When a reader is done nobody knows. */
  static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final long most;
  private final Map<String, Integer> running = new HashMap<>();
  private long all;

  /**
   * @param most of all at once; 0: neither all nor one are limited
   */
  public RunningExports(long most) {
    this.most = most;
  }

  /**
   * Counts one that begins; {@link #end} must follow.
   *
   * @param who an account or a network
   * @throws TooManyExportsException if it is one too many, and is not counted then
   */
  public synchronized void begin(String who) {
    int own = running.getOrDefault(who, 0);
    if (most > 0 && own >= MOST_OF_ONE) {
      throw TooManyExportsException.ofOne(LOOK_AGAIN);
    }
    if (most > 0 && all >= most) {
      throw TooManyExportsException.ofAll(LOOK_AGAIN);
    }
    running.put(who, own + 1);
    all++;
  }

  /** Counts one as over. */
  public synchronized void end(String who) {
    running.computeIfPresent(who, (key, own) -> own > 1 ? own - 1 : null);
    all--;
  }

  /** How many there are now. */
  public synchronized long size() {
    return all;
  }
}
