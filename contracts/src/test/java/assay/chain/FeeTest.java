package assay.chain;

import static assay.chain.SenderWorld.gwei;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class FeeTest {

  @Test
  void shouldOfferTwiceTheBaseFeeAndATip() {
    assertThat(Fee.over(gwei(10), gwei(100))).isEqualTo(fee(gwei(21), gwei(1)));
  }

  @Test
  void shouldOfferNoMoreThanTheCap() {
    assertThat(Fee.over(gwei(10), gwei(12))).isEqualTo(fee(gwei(12), gwei(1)));
  }

  @Test
  void shouldRaiseByAnEighth() {
    assertThat(fee(gwei(16), gwei(8)).raised(gwei(1), gwei(100))).contains(fee(gwei(18), gwei(9)));
  }

  @Test
  void shouldRaiseToWhatIsOfferedTodayIfThatIsMore() {
    assertThat(fee(gwei(16), gwei(8)).raised(gwei(20), gwei(100))).contains(fee(gwei(41), gwei(9)));
  }

  @Test
  void shouldRaiseToTheCapIfThatIsATenthMore() {
    assertThat(fee(gwei(100), gwei(8)).raised(gwei(1), gwei(110)))
        .contains(fee(gwei(110), gwei(9)));
  }

  @Test
  void shouldLeaveAnOfferThatTheCapDoesNotLetRiseByATenth() {
    assertThat(fee(gwei(100), gwei(8)).raised(gwei(1), gwei(109))).isEmpty();
  }

  @Test
  void shouldRaiseEvenTheSmallestOfferByMoreThanNodesInsistOn() {
    Fee smallest = new Fee(BigInteger.valueOf(9), BigInteger.ONE);

    assertThat(smallest.raised(Wei.ZERO, Wei.of("10")))
        .contains(new Fee(BigInteger.TEN, BigInteger.TWO));
  }

  private static Fee fee(Wei max, Wei tip) {
    return new Fee(max.value(), tip.value());
  }
}
