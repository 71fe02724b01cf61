package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownIdsTest {

  private static final Bytes32 ONE = id("ab");
  private static final Bytes32 OTHER = id("ac");

  @Test
  void shouldFindABountyInAnyCaseWithOrWithoutItsPrefix() {
    KnownIds both = known(ONE, OTHER);

    for (String typed : List.of("0xab", "ab", "AB", "0XAB", " 0xab ", ONE.hex())) {
      assertThat(both.meant(typed)).as(typed).isEqualTo(ONE);
    }
    assertThat(both.meant(OTHER.hex().toUpperCase(Locale.ROOT))).isEqualTo(OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "0x", "0X"})
  void shouldNotTakeTheOnlyBountyForOneThatNobodyNamed(String typed) {
    assertThatThrownBy(() -> known(ONE).meant(typed))
        .isInstanceOf(UnclearIdException.class)
        .hasMessageContaining("beginning of every id");
  }

  @Test
  void shouldShowWhichOnesAnUnclearBeginningFits() {
    assertThatThrownBy(() -> known(ONE, OTHER).meant("0xa"))
        .hasMessage(
            "'0xa' is the beginning of more than one bounty's id: 0xabababab, 0xacacacac; give more digits.");
  }

  @Test
  void shouldShowWhatThereIsInsteadOfAnIdThatFitsNone() {
    assertThatThrownBy(() -> known(ONE).meant("0xff"))
        .hasMessage(
            "'0xff' is the beginning of no bounty's id; final at a finality of 12 blocks (newest block: 90) are 0xabababab.");
  }

  @Test
  void shouldShowAFewOfMany() {
    List<Bytes32> many = new ArrayList<>();
    for (int i = 0x10; i < 0x20; i++) {
      many.add(id(Integer.toHexString(i)));
    }

    assertThatThrownBy(() -> new KnownIds("bounty", many, 12, 90).meant("0xff"))
        .message()
        .contains("0x1b1b1b1b", "0x1f1f1f1f", " and 11 older")
        .doesNotContain("0x1a1a1a1a");
  }

  @Test
  void shouldSayThatNothingIsFinalYet() {
    assertThatThrownBy(() -> new KnownIds("bounty", List.of(), 500, 90).meant(ONE.hex()))
        .hasMessage(
            "No bounty is final at a finality of 500 blocks (newest block: 90); lower --finality, or wait.");
  }

  private static KnownIds known(Bytes32... ids) {
    return new KnownIds("bounty", List.of(ids), 12, 90);
  }

  private static Bytes32 id(String two) {
    return new Bytes32("0x" + two.repeat(32));
  }
}
