package assay.chain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  private static final int FIRST_OF_OUTGOING_CONNECTIONS = 32_768;

  @Test
  void shouldChooseDifferentPortsThatNoOutgoingConnectionIsGiven() {
    assertThat(Ports.free(50))
        .hasSize(50)
        .doesNotHaveDuplicates()
        .allMatch(port -> port < FIRST_OF_OUTGOING_CONNECTIONS)
        .allMatch(Ports::isFree);
  }

  @Test
  void shouldSayThatAPortIsTakenWhileSomebodyListens() throws IOException {
    int port = Ports.free();
    try (ServerSocket listener = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(listener.getLocalPort())).isFalse();
    }
    assertThat(Ports.isFree(port)).isTrue();
  }

  @Test
  void shouldSayHowManyPortsAreNotThere() {
    assertThatThrownBy(() -> Ports.free(20_000))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("20000 free ports");
  }
}
