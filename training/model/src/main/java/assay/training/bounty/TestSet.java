package assay.training.bounty;

import assay.chain.Bytes32;
import assay.training.bounty.BountyRuleException.Reason;
import assay.training.data.LabelledData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bounty's hidden test set: single salted samples under one Merkle root. The researcher commits
 * to the root before a seed picks the public part; the rest stays private until a panel is drawn.
 * The salts keep anyone from guessing a private sample by its leaf. Immutable.
 */
public final class TestSet {

  private final BountyOrigin origin;
  private final LabelledData samples;
  private final List<Bytes32> salts;
  private final TestTree tree;

  /** Takes samples and as many salts, each 32 unpredictable bytes. */
  public TestSet(BountyOrigin origin, LabelledData samples, List<Bytes32> salts) {
    if (samples.size() != salts.size()) {
      throw new BountyRuleException(
          Reason.TEST_SET_MALFORMED,
          samples.size() + " test samples need as many salts, not " + salts.size() + ".");
    }
    this.origin = origin;
    this.samples = samples;
    this.salts = List.copyOf(salts);
    this.tree = new TestTree(IntStream.range(0, samples.size()).mapToObj(this::leaf).toList());
  }

  /** Draws a fresh salt for every sample. */
  public static TestSet salted(
      BountyOrigin origin, LabelledData samples, Supplier<Bytes32> freshSalt) {
    return new TestSet(origin, samples, Stream.generate(freshSalt).limit(samples.size()).toList());
  }

  /** The root that the bounty commits to. */
  public Bytes32 root() {
    return tree.root();
  }

  /** N, public and private together. */
  public int size() {
    return samples.size();
  }

  /** All samples in the tree's order. */
  public LabelledData samples() {
    return samples;
  }

  public Bytes32 salt(int index) {
    return salts.get(index);
  }

  /** The samples at these places, each with its proof. */
  public List<RevealedSample> reveal(List<Integer> indices) {
    return indices.stream().map(this::reveal).toList();
  }

  /** The public samples from the {@code first} on, that many, with one proof for all of them. */
  public SampleBatch reveal(SamplePermutation permutation, int first, int length) {
    List<Integer> order =
        IntStream.range(first, first + length)
            .boxed()
            .sorted(Comparator.comparingInt(permutation::indexAt))
            .toList();
    List<Integer> indices = order.stream().map(permutation::indexAt).toList();
    return new SampleBatch(first, order, reveal(indices), tree.proof(indices));
  }

  /**
   * What a panel measures on: the samples that are never public, in the permutation's order, in
   * equal groups, one for each milestone; the last has the remainder too.
   */
  public List<LabelledData> privateGroups(SamplePermutation permutation, int groups) {
    int[] places =
        IntStream.range(SamplePermutation.publicCount(size()), size())
            .map(permutation::indexAt)
            .toArray();
    int each = places.length / groups;
    List<LabelledData> parts = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      int end = group + 1 == groups ? places.length : (group + 1) * each;
      parts.add(samples.select(Arrays.copyOfRange(places, group * each, end)));
    }
    return parts;
  }

  /** Refuses a test set other than the one committed to. */
  public void requireRoot(Bytes32 committed) {
    if (!root().equals(committed)) {
      throw new BountyRuleException(
          Reason.WRONG_PROOF,
          "The test set has root " + root() + "; the bounty committed to " + committed + ".");
    }
  }

  private RevealedSample reveal(int index) {
    return new RevealedSample(index, samples.sample(index), salt(index), tree.proof(index));
  }

  private Bytes32 leaf(int index) {
    return origin.leaf(index, samples.sample(index).sha256(), salt(index));
  }
}
