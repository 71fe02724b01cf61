package assay.agent.joint;

import assay.chain.Address;
import java.util.HashMap;
import java.util.Map;

/**
 * Who was late, and how often in a row: after the first time he is called to the next round, after
 * the second one round passes without him, then three, seven and so on. So one who never replies
 * costs a job few deadlines. Not thread-safe.
 */
public final class Absences {

  private static final int LONGEST = 30;

  private final Map<Address, Spell> spells = new HashMap<>();

  private record Spell(int times, long calledFrom) {}

  /** He did not come to that round in time. */
  public void late(Address member, int round) {
    int times =
        Math.min(LONGEST, 1 + (spells.containsKey(member) ? spells.get(member).times() : 0));
    long passed = (1L << (times - 1)) - 1;
    spells.put(member, new Spell(times, round + 1 + passed));
  }

  /** He came in time. */
  public void came(Address member) {
    spells.remove(member);
  }

  /** Whether he is called to that round. */
  public boolean isCalled(Address member, int round) {
    return !spells.containsKey(member) || spells.get(member).calledFrom() <= round;
  }
}
