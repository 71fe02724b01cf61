package assay.training.bounty;

import assay.chain.Bytes32;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Merkle tree over a test set's leaves: depth d is the smallest with 2^d >= N, missing leaves
 * are the zero word, a node is keccak256(0x01 ++ left ++ right). Immutable.
 */
final class TestTree {

  private static final int NODE_PREFIX = 1;

  private final List<List<Bytes32>> levels = new ArrayList<>();

  TestTree(List<Bytes32> leaves) {
    List<Bytes32> level = new ArrayList<>(leaves);
    int width = 1;
    while (width < leaves.size()) {
      width *= 2;
    }
    while (level.size() < width) {
      level.add(Bytes32.ZERO);
    }
    levels.add(level);
    while (level.size() > 1) {
      level = parents(level);
      levels.add(level);
    }
  }

  private static List<Bytes32> parents(List<Bytes32> level) {
    List<Bytes32> parents = new ArrayList<>(level.size() / 2);
    for (int i = 0; i < level.size(); i += 2) {
      parents.add(node(level.get(i), level.get(i + 1)));
    }
    return parents;
  }

  Bytes32 root() {
    return levels.get(levels.size() - 1).get(0);
  }

  /** The siblings from the leaf up. */
  List<Bytes32> proof(int index) {
    List<Bytes32> proof = new ArrayList<>();
    for (int height = 0; height < levels.size() - 1; height++) {
      proof.add(levels.get(height).get(index >> height ^ 1));
    }
    return proof;
  }

  /**
   * What several leaves need to be proven together: level by level from the leaves, left to right,
   * the siblings that cannot be computed from those leaves.
   *
   * @param indices strictly ascending
   */
  List<Bytes32> proof(List<Integer> indices) {
    List<Bytes32> proof = new ArrayList<>();
    List<Integer> places = indices;
    for (List<Bytes32> level : levels.subList(0, levels.size() - 1)) {
      Set<Integer> known = Set.copyOf(places);
      places.stream()
          .map(place -> place ^ 1)
          .filter(sibling -> !known.contains(sibling))
          .map(level::get)
          .forEach(proof::add);
      places = places.stream().map(place -> place >> 1).distinct().toList();
    }
    return proof;
  }

  /** The root that a leaf and its siblings give. */
  static Bytes32 root(Bytes32 leaf, int index, List<Bytes32> proof) {
    Bytes32 node = leaf;
    for (int height = 0; height < proof.size(); height++) {
      boolean isRight = (index >> height & 1) == 1;
      Bytes32 sibling = proof.get(height);
      node = isRight ? node(sibling, node) : node(node, sibling);
    }
    return node;
  }

  private static Bytes32 node(Bytes32 left, Bytes32 right) {
    return new AbiWords().word(left).word(right).keccak256(NODE_PREFIX);
  }
}
