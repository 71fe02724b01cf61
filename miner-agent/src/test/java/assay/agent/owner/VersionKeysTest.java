package assay.agent.owner;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.OfflineHome;
import assay.agent.home.AgentHome;
import assay.agent.home.KeyBackup;
import assay.chain.Bytes32;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.PassphraseSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionKeysTest {

  private static final VersionId VERSION =
      new VersionId(new DatasetId(Bytes32.keccak256("dataset")), 2);

  private final SecureRandom random = new SecureRandom();
  private final AgeIdentity first = AgeIdentity.generate(random);
  private final AgeIdentity second = AgeIdentity.generate(random);
  @TempDir private Path folder;
  private AgentHome home;
  private VersionKeys keys;

  @BeforeEach
  void keepOne() {
    home = OfflineHome.in(folder);
    keys = new VersionKeys(home);
    keys.keep(VERSION, first);
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(home.folder().resolve("version-keys"))) {
      return files.count();
    }
  }

  @Test
  void shouldKeepTheKeyOfAVersionThatIsSealedOnceMore() throws IOException {
    keys.keep(VERSION, second);
    keys.keep(VERSION, second);

    assertThat(keys.find(VERSION)).contains(second);
    assertThat(files()).isEqualTo(2);
  }

  @Test
  void shouldBackUpWhatWasPutAside() throws IOException {
    keys.keep(VERSION, second);
    keys.keep(VERSION, first);
    Path file = folder.resolve("backup.age");

    int secrets =
        new KeyBackup(home, new PassphraseSeal("correct horse battery", random)).write(file);

    assertThat(secrets).isEqualTo(3 + 3);
    assertThat(files()).isEqualTo(3);
  }
}
