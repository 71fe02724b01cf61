package assay.training.bounty;

import assay.chain.Bytes32;
import assay.training.bounty.BountyRuleException.Reason;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which samples of a test set a seed makes public: a permutation of 0..N-1, computed place by place
 * by a four-round Feistel network with cycle walking, equal to the contract library of this name.
 *
 * @param seed the beacon's seed, drawn after the root was committed
 * @param count N, at least 2
 */
public record SamplePermutation(Bytes32 seed, int count) {

  private static final int ROUNDS = 4;
  private static final int FEWEST_PUBLIC = 100;

  public SamplePermutation {
    if (count < 2) {
      throw new BountyRuleException(Reason.OUT_OF_RANGE, "A test set has at least two samples.");
    }
  }

  /** s = max(100, ceil(N / 10)): how many samples become public. */
  public static int publicCount(int count) {
    return Math.max(FEWEST_PUBLIC, (count + 9) / 10);
  }

  /** P(k). */
  public int indexAt(int k) {
    int half = 1;
    while (1L << (2 * half) < count) {
      half++;
    }
    long x = k;
    do {
      x = pass(x, half);
    } while (x >= count);
    return (int) x;
  }

  /** The public sample's indices, P(0) to P(s-1). */
  public List<Integer> publicIndices() {
    int revealed = publicCount(count);
    if (count < 2 * revealed) {
      throw new BountyRuleException(
          Reason.OUT_OF_RANGE,
          "A test set of "
              + count
              + " is too small: "
              + revealed
              + " become public, and at least as many must stay private.");
    }
    return IntStream.range(0, revealed).mapToObj(this::indexAt).toList();
  }

  private long pass(long x, int half) {
    long mask = (1L << half) - 1;
    long left = x >>> half;
    long right = x & mask;
    for (int round = 0; round < ROUNDS; round++) {
      Bytes32 hash = new AbiWords().word(seed).number(round).number(right).keccak256();
      long mixed = new BigInteger(1, hash.bytes()).longValue() & mask;
      long next = left ^ mixed;
      left = right;
      right = next;
    }
    return left << half | right;
  }
}
