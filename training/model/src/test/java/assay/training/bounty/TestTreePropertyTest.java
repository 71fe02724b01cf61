package assay.training.bounty;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One proof for several leaves, against the single proofs and the root. */
class TestTreePropertyTest {

  private static final long SEED = 20_261_120;
  private static final int ROUNDS = 300;

  private final Random random = new Random(SEED);

  @Test
  void shouldProveLeavesTogetherLikeOneByOne() {
    System.out.println("TestTreePropertyTest seed " + SEED);
    for (int round = 0; round < ROUNDS; round++) {
      List<Bytes32> leaves = leaves(1 + random.nextInt(70));
      List<Integer> chosen = some(leaves.size());
      TestTree tree = new TestTree(leaves);

      List<Bytes32> proof = tree.proof(chosen);

      assertThat(climb(leaves, chosen, proof)).isEqualTo(tree.root());
      assertThat(proof).isSubsetOf(chosen.stream().flatMap(i -> tree.proof(i).stream()).toList());
    }
  }

  @Test
  void shouldGiveTheSingleProofOfOneLeaf() {
    TestTree tree = new TestTree(leaves(37));

    for (int place = 0; place < 37; place++) {
      assertThat(tree.proof(List.of(place))).isEqualTo(tree.proof(place));
    }
  }

  @Test
  void shouldNeedNoProofForAllLeavesOfAFullTree() {
    TestTree tree = new TestTree(leaves(64));

    assertThat(tree.proof(IntStream.range(0, 64).boxed().toList())).isEmpty();
  }

  /** As the contract climbs: level by level, a known sibling before the next word of the proof. */
  private static Bytes32 climb(List<Bytes32> leaves, List<Integer> chosen, List<Bytes32> proof) {
    TreeMap<Integer, Bytes32> level = new TreeMap<>();
    chosen.forEach(place -> level.put(place, leaves.get(place)));
    Iterator<Bytes32> words = proof.iterator();
    for (int width = 1; width < leaves.size(); width *= 2) {
      TreeMap<Integer, Bytes32> above = new TreeMap<>();
      for (int place : level.keySet()) {
        if (!above.containsKey(place >> 1)) {
          Bytes32 sibling = level.containsKey(place ^ 1) ? level.get(place ^ 1) : words.next();
          above.put(place >> 1, TestTree.root(level.get(place), place, List.of(sibling)));
        }
      }
      level.clear();
      level.putAll(above);
    }
    assertThat(words).isExhausted();
    return level.firstEntry().getValue();
  }

  private List<Integer> some(int count) {
    int shown = 1 + random.nextInt(count);
    return random.ints(0, count).distinct().limit(shown).sorted().boxed().toList();
  }

  private List<Bytes32> leaves(int count) {
    return IntStream.range(0, count).mapToObj(i -> Bytes32.keccak256("leaf " + i)).toList();
  }
}
