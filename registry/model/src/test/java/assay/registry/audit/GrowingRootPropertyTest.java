package assay.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The root that grows against the same tree built at once, level by level. */
class GrowingRootPropertyTest {

  private static final long SEED = 20_261_121;
  private static final int LEAVES = 200;

  @Test
  void shouldHaveTheRootOfTheWholeTreeAtEveryLength() {
    System.out.println("GrowingRootPropertyTest seed " + SEED);
    Random random = new Random(SEED);
    GrowingRoot growing = new GrowingRoot();
    List<Bytes32> leaves = new ArrayList<>();

    for (int i = 0; i < LEAVES; i++) {
      byte[] leaf = new byte[32];
      random.nextBytes(leaf);
      leaves.add(Bytes32.of(leaf));

      assertThat(growing.add(leaves.get(i))).isEqualTo(root(leaves));
    }
  }

  private static Bytes32 root(List<Bytes32> level) {
    if (level.size() == 1) {
      return level.get(0);
    }
    List<Bytes32> above = new ArrayList<>();
    for (int i = 0; i < level.size(); i += 2) {
      above.add(i + 1 < level.size() ? pair(level.get(i), level.get(i + 1)) : level.get(i));
    }
    return root(above);
  }

  private static Bytes32 pair(Bytes32 one, Bytes32 other) {
    boolean isSorted =
        new BigInteger(1, one.bytes()).compareTo(new BigInteger(1, other.bytes())) < 0;
    ByteBuffer both = ByteBuffer.allocate(64);
    both.put(isSorted ? one.bytes() : other.bytes()).put(isSorted ? other.bytes() : one.bytes());
    return Bytes32.keccak256(both.array());
  }
}
