package assay.agent.miner;

import java.util.Set;

/**
 * Whom or what a miner takes: if some are allowed only these, and none that is denied.
 *
 * @param allowed nobody in particular: all
 */
public record Choice<T>(Set<T> allowed, Set<T> denied) {

  public Choice {
    allowed = Set.copyOf(allowed);
    denied = Set.copyOf(denied);
  }

  /** Takes all. */
  public static <T> Choice<T> any() {
    return new Choice<>(Set.of(), Set.of());
  }

  /** Whether it is taken. */
  public boolean takes(T one) {
    return !denied.contains(one) && (allowed.isEmpty() || allowed.contains(one));
  }
}
