package assay.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteAddressTest {

  @Test
  void shouldBelieveNobodyButTheProxy() {
    assertThat(RemoteAddress.of("10.0.0.1", "").text()).isEqualTo("10.0.0.1");
    assertThat(RemoteAddress.of("10.0.0.1", "1.2.3.4, 5.6.7.8").text()).isEqualTo("5.6.7.8");
    assertThat(RemoteAddress.of("10.0.0.1", "some host").text()).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2",
    "2001:db8:1:2:aaaa:bbbb:cccc:dddd, 2001:db8:1:2",
    "0:0:0:0:0:0:0:1, 0:0:0:0",
    "::1, ::1",
    "2001:db8::7, 2001:db8::7",
    "unknown, unknown"
  })
  void shouldTakeTheAddressesOfOneSubscriberTogether(String text, String network) {
    assertThat(new RemoteAddress(text).network()).isEqualTo(network);
  }
}
