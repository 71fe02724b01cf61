package assay.training.audit;

import assay.chain.Bytes32;
import java.util.ArrayList;
import java.util.List;

/** The root that several leaves of a test tree and one proof for all of them give. */
final class SampleTree {

  private static final int NODE = 1;

  private final List<Bytes32> proof;
  private List<Bytes32> nodes;
  private List<Integer> places;
  private int used;

  private SampleTree(List<Bytes32> leaves, List<Integer> places, List<Bytes32> proof) {
    this.nodes = leaves;
    this.places = places;
    this.proof = proof;
  }

  /**
   * Climbs from the leaves.
   *
   * @param indices where the leaves stand, ascending
   * @param count of all leaves
   */
  static Bytes32 root(List<Bytes32> leaves, List<Integer> indices, int count, List<Bytes32> proof) {
    SampleTree tree = new SampleTree(leaves, indices, proof);
    for (long width = 1; width < count; width *= 2) {
      tree.climb();
    }
    if (tree.used != proof.size() || tree.nodes.size() != 1) {
      throw new Contradiction("the proof has %d words, %d fit".formatted(proof.size(), tree.used));
    }
    return tree.nodes.get(0);
  }

  private void climb() {
    List<Bytes32> above = new ArrayList<>();
    List<Integer> placesAbove = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      int place = places.get(i);
      placesAbove.add(place >> 1);
      if ((place & 1) == 1) {
        above.add(node(sibling(), nodes.get(i)));
      } else if (i + 1 < nodes.size() && places.get(i + 1) == place + 1) {
        above.add(node(nodes.get(i), nodes.get(i + 1)));
        i++;
      } else {
        above.add(node(nodes.get(i), sibling()));
      }
    }
    nodes = above;
    places = placesAbove;
  }

  private Bytes32 sibling() {
    if (used >= proof.size()) {
      throw new Contradiction("the proof of %d words is too short".formatted(proof.size()));
    }
    return proof.get(used++);
  }

  private static Bytes32 node(Bytes32 left, Bytes32 right) {
    return new Words().prefix(NODE).add(left).add(right).hash();
  }
}
