package assay.registry.actor;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What an actor does; one account may have several roles. */
public enum Role {
  DATA_OWNER(1),
  RESEARCHER(2),
  MINER(4),
  EVALUATOR(8),
  POOL(16),
  SITE(32);

  private final int bit;

  Role(int bit) {
    this.bit = bit;
  }

  /** The roles of a registry's bit set. */
  public static Set<Role> in(int bits) {
    return Arrays.stream(values())
        .filter(role -> (bits & role.bit) != 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Its place in the registry's bit set. */
  public int bit() {
    return bit;
  }
}
