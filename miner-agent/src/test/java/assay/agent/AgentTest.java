package assay.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {

  @TempDir private Path folder;

  @Test
  void shouldKeepOneClientForEachOfItsPartners() {
    try (Agent agent = Agent.open(OfflineHome.in(folder), Clock.systemUTC(), new SecureRandom())) {
      assertThat(agent.store()).isSameAs(agent.store());
      assertThat(agent.platform()).isSameAs(agent.platform());
      assertThat(agent.keys()).isSameAs(agent.keys());
    }
  }
}
