package assay.registry.audit;

import assay.chain.Bytes32;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle root over a list of hashes that grows. Neighbours are paired level by level from the
 * left, the last of an odd number moves up as it is, and a node is keccak256 of its two children,
 * the smaller first: the contract {@code Anchor} verifies proofs of it. Not thread-safe.
 */
public final class GrowingRoot {

  private static final int PAIR = 64;

  // Roots of the full subtrees, largest first: one for each 1 in the binary form of the count.
  private final List<Bytes32> full = new ArrayList<>();
  private long count;

  /** The root over these; zero over nothing. */
  public static Bytes32 over(List<Bytes32> leaves) {
    if (leaves.isEmpty()) {
      return Bytes32.ZERO;
    }
    GrowingRoot growing = new GrowingRoot();
    leaves.forEach(growing::append);
    return growing.root();
  }

  /** Adds a hash and gives the root over all so far. */
  public Bytes32 add(Bytes32 leaf) {
    append(leaf);
    return root();
  }

  private void append(Bytes32 leaf) {
    Bytes32 node = leaf;
    for (long left = count; (left & 1) == 1; left >>= 1) {
      node = parent(full.remove(full.size() - 1), node);
    }
    full.add(node);
    count++;
  }

  private Bytes32 root() {
    Bytes32 root = full.get(full.size() - 1);
    for (int i = full.size() - 2; i >= 0; i--) {
      root = parent(full.get(i), root);
    }
    return root;
  }

  private static Bytes32 parent(Bytes32 one, Bytes32 other) {
    boolean isSorted = one.compareTo(other) <= 0;
    Bytes32 smaller = isSorted ? one : other;
    Bytes32 larger = isSorted ? other : one;
    return Bytes32.keccak256(
        ByteBuffer.allocate(PAIR).put(smaller.bytes()).put(larger.bytes()).array());
  }
}
