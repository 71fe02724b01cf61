package assay.chain.local;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnvilProcessIT {

  private static final int STARTS = 5;

  @TempDir private Path folder;

  /** By its first block every part of a network knows its chain. */
  @Test
  void shouldBeginWithTheSameBlockHoweverOftenItIsStarted() {
    List<Bytes32> firsts = new ArrayList<>();
    for (int start = 0; start < STARTS; start++) {
      try (AnvilProcess anvil = AnvilProcess.durable(Ports.free(), folder, Duration.ofSeconds(1));
          ChainClient chain = new ChainClient(ChainSettings.local(anvil.node()))) {
        firsts.add(chain.genesis());
        anvil.mine(1);
      }
    }

    assertThat(firsts).hasSize(STARTS).containsOnly(firsts.get(0));
  }
}
