package assay.agent.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.Agent;
import assay.agent.OfflineHome;
import assay.agent.home.AgentHome;
import assay.agent.home.HomeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeaconChainTest {

  @TempDir private Path folder;

  @Test
  void shouldKeepTheSecretItMadeFirst() {
    try (Agent agent = open(OfflineHome.in(folder))) {
      assertThat(new BeaconChain(agent).chain()).isEqualTo(new BeaconChain(agent).chain());
    }
  }

  @Test
  void shouldSayWhichFileHoldsNoSecret() throws IOException {
    AgentHome home = OfflineHome.in(folder);
    Files.createFile(home.folder().resolve("beacon.secret"));

    try (Agent agent = open(home)) {
      assertThatThrownBy(() -> new BeaconChain(agent).chain())
          .isInstanceOf(HomeException.class)
          .hasMessageContaining("beacon.secret")
          .hasMessageContaining("restore it");
    }
  }

  private static Agent open(AgentHome home) {
    return Agent.open(home, Clock.systemUTC(), new SecureRandom());
  }
}
