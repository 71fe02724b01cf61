package assay.training.pool;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Wei;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of all shares, tried on many. */
class SharesPropertyTest {

  private static final int CASES = 10_000;
  private static final long SEED = 20_261_121L;
  private static final int BITS_OF_MONEY = 90;

  private final Random random = new Random(SEED);

  /** What is shared, by which fee, for what. */
  private record Case(Wei paid, PoolFee fee, List<Work> works) {}

  @Test
  void shouldShareEveryWeiAndRespectWhatWasDone() {
    int shared = 0;
    for (int number = 0; number < CASES; number++) {
      String which = "seed " + SEED + ", case " + number;
      Case given =
          new Case(
              new Wei(new BigInteger(1 + random.nextInt(BITS_OF_MONEY), random)),
              new PoolFee(random.nextInt(10_001)),
              works());

      Shares shares = Shares.of(given.paid(), given.fee(), given.works());

      requireExact(which, shares, given.works().size());
      requireOrder(which, shares, given.works());
      requireNoOrderOfMembers(which, given, shares);
      requireMoreForMore(which, given, shares);
      shared += shares.parts().values().stream().allMatch(Wei.ZERO::equals) ? 0 : 1;
    }
    // Were nothing ever shared, all of the above would hold.
    assertThat(shared).as("seed %d", SEED).isGreaterThan(CASES / 2);
  }

  private List<Work> works() {
    List<Work> works = new ArrayList<>();
    int members = random.nextInt(9);
    for (int i = 1; i <= members; i++) {
      boolean isIdle = random.nextInt(5) == 0;
      long samples = isIdle ? 0 : random.nextLong(1L << (1 + random.nextInt(40)));
      works.add(new Work(member(i), samples, random.nextInt(4)));
    }
    return works;
  }

  private static Address member(int number) {
    return new Address("0x%040x".formatted(number));
  }

  private static void require(boolean holds, String which, String rule) {
    if (!holds) {
      throw new AssertionError(rule + ": " + which);
    }
  }

  private static void requireExact(String which, Shares shares, int members) {
    Wei sum = shares.parts().values().stream().reduce(shares.fee(), Wei::plus);
    require(sum.plus(shares.left()).equals(shares.paid()), which, "no wei is lost or made");
    boolean isWorkDone = shares.parts().values().stream().anyMatch(part -> !part.equals(Wei.ZERO));
    boolean isLittleLeft = shares.left().value().compareTo(BigInteger.valueOf(members)) < 0;
    require(!isWorkDone || isLittleLeft, which, "less than a wei each is left");
  }

  private static void requireOrder(String which, Shares shares, List<Work> works) {
    for (Work one : works) {
      Wei part = shares.parts().getOrDefault(one.member(), Wei.ZERO);
      boolean isPaidForNothing = one.done().signum() == 0 && !part.equals(Wei.ZERO);
      require(!isPaidForNothing, which, "no work, no pay");
      for (Work other : works) {
        Wei others = shares.parts().getOrDefault(other.member(), Wei.ZERO);
        boolean isMoreWork = one.done().compareTo(other.done()) >= 0;
        require(!isMoreWork || part.compareTo(others) >= 0, which, "more work, no less pay");
      }
    }
  }

  private void requireNoOrderOfMembers(String which, Case given, Shares shares) {
    List<Work> mixed = new ArrayList<>(given.works());
    Collections.shuffle(mixed, random);

    require(Shares.of(given.paid(), given.fee(), mixed).equals(shares), which, "order is nothing");
  }

  private void requireMoreForMore(String which, Case given, Shares shares) {
    if (given.works().isEmpty()) {
      return;
    }
    int who = random.nextInt(given.works().size());
    Work before = given.works().get(who);
    List<Work> more = new ArrayList<>(given.works());
    more.set(who, new Work(before.member(), before.samples() + 1 + random.nextInt(1_000), 3));

    Wei then =
        Shares.of(given.paid(), given.fee(), more).parts().getOrDefault(before.member(), Wei.ZERO);

    Wei now = shares.parts().getOrDefault(before.member(), Wei.ZERO);
    require(then.compareTo(now) >= 0, which, "who does more gets no less");
  }
}
