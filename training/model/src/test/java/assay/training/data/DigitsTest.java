package assay.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigitsTest {

  private static final Digits DIGITS = Digits.load();

  @Test
  void shouldShipTheFileOfTheRecordedChecksum() throws IOException {
    try (InputStream in = Digits.class.getResourceAsStream("digits.csv.gz")) {
      assertThat(Bytes32.sha256(in.readAllBytes()).hex())
          .isEqualTo("0x46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a");
    }
  }

  @Test
  void shouldCutIntoATestSetAndThreeThirds() {
    assertThat(DIGITS.all().size()).isEqualTo(1_797);
    assertThat(DIGITS.test().size()).isEqualTo(540);
    assertThat(DIGITS.owners()).extracting(LabelledData::size).containsExactly(419, 419, 419);
  }

  @Test
  void shouldKeepEveryClassInProportion() {
    for (int digit = 0; digit < 10; digit++) {
      long share = count(DIGITS.all(), digit) * 540 / 1_797;
      assertThat(count(DIGITS.test(), digit)).isBetween(share, share + 1L);
      for (LabelledData owner : DIGITS.owners()) {
        assertThat(count(owner, digit)).isBetween(38L, 46L);
      }
    }
  }

  @Test
  void shouldLoseAndRepeatNoSample() {
    Set<Sample> whole = new HashSet<>(DIGITS.all().samples());

    Set<Sample> parts = new HashSet<>(DIGITS.test().samples());
    parts.addAll(DIGITS.training().samples());

    assertThat(DIGITS.test().size() + DIGITS.training().size()).isEqualTo(DIGITS.all().size());
    assertThat(parts).isEqualTo(whole);
  }

  @Test
  void shouldCutTheSameWayEverywhere() {
    assertThat(DIGITS.test().sha256().hex())
        .isEqualTo("0xc259d26e78b8bba1fe8d0c266408366590a1a529f61b9bbe95513ad4c85f5ed9");
    assertThat(DIGITS.training().sha256().hex())
        .isEqualTo("0xa26b3f0aa098912a6958c3929fd23fa91f04af8c2c2702c078cd0365e520ff86");
  }

  private static long count(LabelledData data, int label) {
    return IntStream.range(0, data.size()).filter(i -> data.label(i) == label).count();
  }
}
