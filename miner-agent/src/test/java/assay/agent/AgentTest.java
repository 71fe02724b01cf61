package assay.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.home.AgentHome;
import assay.chain.FileTransactionJournal;
import assay.chain.TransactionJournalException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {

  @TempDir private Path folder;

  @Test
  void shouldKeepItsTransactionsInItsHomeForItselfAlone() {
    AgentHome home = OfflineHome.in(folder);
    try (Agent agent = Agent.open(home, Clock.systemUTC(), new SecureRandom())) {
      long chainId = agent.settings().chainId();

      assertThatThrownBy(
              () -> FileTransactionJournal.open(home.transactions(), chainId, agent.address()))
          .isInstanceOf(TransactionJournalException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void shouldKeepOneClientForEachOfItsPartners() {
    try (Agent agent = Agent.open(OfflineHome.in(folder), Clock.systemUTC(), new SecureRandom())) {
      assertThat(agent.store()).isSameAs(agent.store());
      assertThat(agent.platform()).isSameAs(agent.platform());
      assertThat(agent.keys()).isSameAs(agent.keys());
    }
  }
}
