package assay.agent.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.OfflineHome;
import assay.agent.owner.VersionKeys;
import assay.chain.Bytes32;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.PassphraseSeal;
import assay.registry.seal.WrongIdentityException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyBackupTest {

  private static final VersionId VERSION =
      new VersionId(new DatasetId(Bytes32.keccak256("dataset")), 1);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AgeIdentity KEY = AgeIdentity.generate(RANDOM);

  @TempDir private static Path kept;
  private static AgentHome home;
  private static Path file;

  @TempDir private Path folder;

  @BeforeAll
  static void backUp() {
    home = OfflineHome.in(kept);
    new VersionKeys(home).keep(VERSION, KEY);
    file = kept.resolve("backup.age");
    assertThat(backup(home, "correct horse battery").write(file)).isEqualTo(4);
  }

  private static KeyBackup backup(AgentHome of, String passphrase) {
    return new KeyBackup(of, new PassphraseSeal(passphrase, RANDOM));
  }

  @Test
  void shouldBringBackEverySecretOfALostHome() throws IOException {
    AgentHome fresh = new AgentHome(folder.resolve("fresh"));

    int restored = backup(fresh, "correct horse battery").restore(file);

    assertThat(restored).isEqualTo(4);
    assertThat(fresh.account().address()).isEqualTo(home.account().address());
    assertThat(fresh.identity()).isEqualTo(home.identity());
    assertThat(new VersionKeys(fresh).find(VERSION)).contains(KEY);
    assertThat(Files.getPosixFilePermissions(fresh.folder()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void shouldPutBackOnlyWhatIsMissing() {
    assertThat(backup(home, "correct horse battery").restore(file)).isZero();
  }

  @Test
  void shouldRefuseAnotherPassphrase() {
    AgentHome fresh = new AgentHome(folder.resolve("fresh"));

    assertThatThrownBy(() -> backup(fresh, "incorrect horse battery").restore(file))
        .isInstanceOf(WrongIdentityException.class)
        .hasMessageContaining("passphrase is another");
    assertThat(fresh.folder()).doesNotExist();
  }

  @Test
  void shouldReplaceNoSecretByAnother() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    AgentHome other = OfflineHome.in(elsewhere);

    assertThatThrownBy(() -> backup(other, "correct horse battery").restore(file))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("is another secret");
    assertThat(other.folder().resolve("version-keys")).doesNotExist();
  }

  @Test
  void shouldShowNoSecretInTheFile() throws IOException {
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .startsWith("age-encryption.org/v1\n-> scrypt ")
        .doesNotContain("AGE-SECRET-KEY");
  }

  @Test
  void shouldRefuseAShortPassphrase() {
    assertThatThrownBy(() -> backup(home, "short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12 or more");
  }
}
