package assay.training.bounty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.TrainingException;
import assay.training.data.DataFormat;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TestSetTest {

  private static final LabelledData DIGITS = Digits.load().test();
  private static final BountyOrigin ORIGIN =
      new BountyOrigin(
          BigInteger.valueOf(31_337),
          new Address("0x" + "11".repeat(20)),
          new Address("0x" + "33".repeat(20)),
          BigInteger.ZERO);
  private static final TestSet TEST_SET = TestSet.salted(ORIGIN, DIGITS, salts(1));
  private static final Bytes32 SEED = Bytes32.keccak256("seed");

  @Test
  void shouldProveEverySampleUnderItsRoot() {
    for (int size : new int[] {1, 2, 3, 4, 5, 100, 540}) {
      int[] first = new Random(size).ints(size, 0, 540).toArray();
      TestSet set = TestSet.salted(ORIGIN, DIGITS.select(first), salts(size));

      for (int i = 0; i < size; i++) {
        set.reveal(List.of(i)).get(0).requireUnder(set.root(), ORIGIN);
      }
    }
  }

  @Test
  void shouldRevealABatchInTheOrderOfItsPlaces() {
    SamplePermutation permutation = new SamplePermutation(SEED, TEST_SET.size());

    SampleBatch batch = TEST_SET.reveal(permutation, 25, 50);

    assertThat(batch.first()).isEqualTo(25);
    assertThat(batch.order()).hasSize(50).doesNotHaveDuplicates().allMatch(k -> k >= 25 && k < 75);
    assertThat(batch.samples()).extracting(RevealedSample::index).isSorted();
    assertThat(batch.samples())
        .extracting(RevealedSample::index)
        .isEqualTo(batch.order().stream().map(permutation::indexAt).toList());
  }

  @Test
  void shouldRefuseASampleAtAnotherPlace() {
    RevealedSample revealed = TEST_SET.reveal(List.of(7)).get(0);
    RevealedSample moved =
        new RevealedSample(8, revealed.sample(), revealed.salt(), revealed.proof());

    assertThatThrownBy(() -> moved.requireUnder(TEST_SET.root(), ORIGIN))
        .isInstanceOf(BountyRuleException.class)
        .hasMessageContaining("sample 8");
  }

  @Test
  void shouldRefuseAProofOfAnotherBounty() {
    BountyOrigin other =
        new BountyOrigin(ORIGIN.chainId(), ORIGIN.market(), ORIGIN.researcher(), BigInteger.ONE);
    RevealedSample revealed = TEST_SET.reveal(List.of(7)).get(0);

    assertThatThrownBy(() -> revealed.requireUnder(TEST_SET.root(), other))
        .isInstanceOf(BountyRuleException.class);
  }

  @Test
  void shouldMakeAHundredPublicAndKeepTheRest() {
    List<Integer> indices = new SamplePermutation(SEED, TEST_SET.size()).publicIndices();

    assertThat(indices).hasSize(100).doesNotHaveDuplicates().allMatch(i -> i >= 0 && i < 540);
  }

  @Test
  void shouldMeasureEveryPrivateSampleInOneGroup() {
    SamplePermutation permutation = new SamplePermutation(SEED, TEST_SET.size());

    List<LabelledData> groups = TEST_SET.privateGroups(permutation, 3);

    assertThat(groups).extracting(LabelledData::size).containsExactly(146, 146, 148);
    List<Sample> measured = groups.stream().flatMap(group -> group.samples().stream()).toList();
    assertThat(measured.get(146)).isEqualTo(DIGITS.sample(permutation.indexAt(100 + 146)));
    assertThat(measured)
        .isEqualTo(TEST_SET.privateGroups(permutation, 1).get(0).samples())
        .doesNotContainAnyElementsOf(
            permutation.publicIndices().stream().map(DIGITS::sample).toList());
  }

  @Test
  void shouldPermuteEveryCount() {
    for (int count : new int[] {2, 3, 4, 5, 16, 17, 100, 540, 1_797}) {
      SamplePermutation permutation = new SamplePermutation(SEED, count);
      HashSet<Integer> seen = new HashSet<>();
      for (int k = 0; k < count; k++) {
        seen.add(permutation.indexAt(k));
      }

      assertThat(seen).hasSize(count).allMatch(i -> i >= 0 && i < count);
    }
  }

  @Test
  void shouldKeepTheGoldenPermutation() {
    SamplePermutation permutation = new SamplePermutation(SEED, 540);

    assertThat(List.of(permutation.indexAt(0), permutation.indexAt(1), permutation.indexAt(99)))
        .containsExactly(270, 410, 478);
  }

  @Test
  void shouldRefuseATestSetTooSmallToHide() {
    assertThatThrownBy(() -> new SamplePermutation(SEED, 199).publicIndices())
        .isInstanceOf(BountyRuleException.class)
        .hasMessageContaining("too small");
  }

  @Test
  void shouldReadBackItsFile() throws IOException {
    TestSet read = TestSetFile.read(new ByteArrayInputStream(file()), ORIGIN, 540);

    read.requireRoot(TEST_SET.root());
    assertThat(read.samples().samples()).isEqualTo(DIGITS.samples());
  }

  @Test
  void shouldRefuseALengthThatIsNotTheSamplesOwn() throws IOException {
    TestSetFile.requireLength(file().length, DIGITS.format(), 540);

    assertThatThrownBy(() -> TestSetFile.requireLength(file().length + 1, DIGITS.format(), 540))
        .isInstanceOf(BountyRuleException.class)
        .hasMessageContaining("540 samples take " + file().length);
  }

  @Test
  void shouldRefuseWhatDoesNotFitAnEvaluatorsMemory() {
    DataFormat wide = new DataFormat(1 << 20, 0, 1, 2);
    DataFormat narrow = new DataFormat(1, 0, 1, 2);

    assertThatThrownBy(() -> TestSetFile.requireLength(500L << 20, wide, 200))
        .isInstanceOf(BountyRuleException.class)
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> TestSetFile.requireLength(1, narrow, TestSetFile.MAX_SAMPLES + 1))
        .isInstanceOf(BountyRuleException.class)
        .hasMessageContaining("too large");
  }

  @Test
  void shouldNoticeASwappedSampleByTheRoot() throws IOException {
    byte[] file = file();
    file[file.length - 1] ^= 1;
    TestSet read = TestSetFile.read(new ByteArrayInputStream(file), ORIGIN, 540);

    assertThatThrownBy(() -> read.requireRoot(TEST_SET.root()))
        .isInstanceOf(BountyRuleException.class)
        .hasMessageContaining("committed");
  }

  @Test
  void shouldAnswerFlipsAndTruncationsOnlyWithNamedRefusals() throws IOException {
    long seed = 20_260_104;
    System.out.println("TestSetTest fuzz seed " + seed);
    Random random = new Random(seed);
    TestSet small = TestSet.salted(ORIGIN, DIGITS.select(1, 2, 3), salts(3));
    byte[] file = file(small);

    for (int round = 0; round < 20_000; round++) {
      byte[] mutated = file.clone();
      mutated[random.nextInt(random.nextBoolean() ? 28 : file.length)] ^=
          (byte) (1 << random.nextInt(8));
      byte[] cut =
          random.nextInt(4) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : mutated;
      try {
        TestSetFile.read(new ByteArrayInputStream(cut), ORIGIN, 3);
      } catch (TrainingException e) {
        assertThat(e.code()).isIn("test-set-malformed", "data-malformed");
      }
    }
  }

  private static byte[] file() throws IOException {
    return file(TEST_SET);
  }

  private static byte[] file(TestSet set) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TestSetFile.write(set, out);
    return out.toByteArray();
  }

  private static Supplier<Bytes32> salts(long seed) {
    Random random = new Random(seed);
    return () -> {
      byte[] salt = new byte[32];
      random.nextBytes(salt);
      return Bytes32.of(salt);
    };
  }
}
