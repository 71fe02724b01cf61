package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainValuesTest {

  @Test
  void shouldPrintAnAddressWithItsChecksum() {
    Address address = new Address("0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED");

    assertThat(address).hasToString("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "0x", "0x12", "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"})
  void shouldRefuseWhatIsNotAnAddress(String text) {
    assertThatThrownBy(() -> new Address(text)).hasMessageContaining("40 hex digits");
  }

  @Test
  void shouldReadAndPrintEther() {
    assertThat(Wei.ofEther("2.25")).isEqualTo(Wei.of("2250000000000000000"));
    assertThat(Wei.of("2250000000000000000").inEther()).isEqualTo("2.25");
    assertThat(Wei.ofEther("3").inEther()).isEqualTo("3");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "one", "-1", "0.0000000000000000001"})
  void shouldRefuseWhatIsNotAnAmountOfEther(String text) {
    assertThatThrownBy(() -> Wei.ofEther(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseToGoBelowNothing() {
    assertThatThrownBy(() -> Wei.ZERO.minus(Wei.of("1"))).hasMessageContaining("outside");
  }

  @Test
  void shouldHashAsEthereumAndAsNistDo() {
    assertThat(Bytes32.keccak256("").hex()).startsWith("0xc5d2460186f7233c927e7db2dcc703c0");
    assertThat(Bytes32.sha256(new byte[0]).hex()).startsWith("0xe3b0c44298fc1c149afbf4c8996fb924");
  }
}
