package assay.registry.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgeKeysTest {

  /** Thirty-two bytes 0x42; the recipient below is what age-keygen -y prints for it. */
  private static final String SECRET =
      "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

  private final AgeIdentity identity = AgeIdentity.generate(new SecureRandom());
  @TempDir private Path folder;

  @Test
  void shouldNeverPrintTheSecret() {
    assertThat(identity.toString()).doesNotContain("SECRET").contains(identity.recipient().text());
    assertThat(AgeIdentity.parse(identity.reveal())).isEqualTo(identity);
  }

  @Test
  void shouldComeBackFromItsRawKey() {
    assertThat(AgeIdentity.of(identity.key())).isEqualTo(identity);
  }

  @Test
  void shouldCarryARecipientThroughTheChainsThirtyTwoBytes() {
    AgeRecipient recipient = identity.recipient();

    AgeRecipient fromChain = new AgeRecipient(new Bytes32(recipient.key().hex()));

    assertThat(fromChain.text()).isEqualTo(recipient.text()).startsWith("age1");
    assertThat(AgeRecipient.parse(recipient.text())).isEqualTo(recipient);
  }

  @Test
  void shouldDeriveTheRecipientThatAgeKeygenDerives() {
    assertThat(AgeIdentity.parse(SECRET).recipient())
        .hasToString("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "age1",
        "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ",
        "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwk",
        "bge1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
      })
  void shouldRefuseWhatIsNotARecipient(String text) {
    assertThatThrownBy(() -> AgeRecipient.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAMistypedIdentityWithoutRepeatingIt() {
    String mistyped = SECRET.replace("GFPQ4", "GFPQ5");

    assertThatThrownBy(() -> AgeIdentity.parse(mistyped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("GFPYY")
        .hasNoCause();
  }

  @Test
  void shouldWriteAFileForItsOwnerAloneAndReadItBack() throws IOException {
    Path file = folder.resolve("key.txt");

    identity.write(file);

    assertThat(AgeIdentity.read(file)).isEqualTo(identity);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> identity.write(file)).isInstanceOf(IdentityFileException.class);
  }

  @Test
  void shouldRefuseAnIdentityFileOthersCanRead() throws IOException {
    Path file = folder.resolve("key.txt");
    identity.write(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> AgeIdentity.read(file))
        .isInstanceOf(IdentityFileException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void shouldRefuseAMissingOrDoubleIdentityFile() throws IOException {
    Path file = folder.resolve("key.txt");
    identity.write(file);
    Files.writeString(file, identity.reveal() + "\n" + SECRET + "\n");

    assertThatThrownBy(() -> AgeIdentity.read(folder.resolve("none")))
        .isInstanceOf(IdentityFileException.class);
    assertThatThrownBy(() -> AgeIdentity.read(file))
        .isInstanceOf(IdentityFileException.class)
        .hasMessageContaining("exactly one");
  }
}
