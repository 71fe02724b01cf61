package assay.local.network;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.local.process.Installation;
import assay.local.process.LocalNetworkException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalNetworkTest {

  @TempDir private Path folder;

  @Test
  void shouldNameThePortThatAnotherProgramHas() throws Exception {
    NetworkFolder home = NetworkFolder.at(folder);
    int port = home.ports().chain();
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> LocalNetwork.start(new Installation(folder), home, new NoteBoard()).close())
          .isInstanceOf(LocalNetworkException.class)
          .hasMessageContaining("chain cannot listen on port " + other.getLocalPort())
          .hasMessageContaining("ports.properties");
    }
  }
}
