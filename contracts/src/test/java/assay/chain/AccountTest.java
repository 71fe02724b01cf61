package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

  @TempDir private Path folder;
  private Path password;

  @BeforeEach
  void writeThePassword() throws IOException {
    password = secretFile("password", "6c1f0be2a54d97835ab04f7de918c263");
  }

  @Test
  void shouldOpenTheKeystoreItWrote() {
    Account account = TestAccounts.number(7);
    Path keystore = folder.resolve("key.json");

    account.save(keystore, password);

    assertThat(Account.open(keystore, password).address()).isEqualTo(account.address());
  }

  @Test
  void shouldRefuseAWrongPassword() throws IOException {
    Path keystore = folder.resolve("key.json");
    TestAccounts.number(7).save(keystore, password);
    Path wrong = secretFile("wrong", "battery staple");

    assertThatThrownBy(() -> Account.open(keystore, wrong))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("does not open");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "minWindow = 60", "{}", "{\"version\":3,\"id\":\"a\"}"})
  void shouldSayThatAFileIsNoKeystore(String text) throws IOException {
    Path file = secretFile("key.json", text);

    assertThatThrownBy(() -> Account.open(file, password))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("key.json is no keystore of version 3");
  }

  @Test
  void shouldRefuseAKeystoreThatOthersCanRead() throws IOException {
    Path keystore = folder.resolve("key.json");
    TestAccounts.number(7).save(keystore, password);
    Files.setPosixFilePermissions(keystore, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> Account.open(keystore, password)).hasMessageContaining("chmod 600");
  }

  @Test
  void shouldNeverReplaceAKeystore() {
    Path keystore = folder.resolve("key.json");
    TestAccounts.number(7).save(keystore, password);

    assertThatThrownBy(() -> TestAccounts.number(8).save(keystore, password))
        .isInstanceOf(KeyFileException.class);
  }

  @Test
  void shouldRefuseAPasswordThatCanBeGuessed() throws IOException {
    Path keystore = folder.resolve("key.json");
    Path guessed = secretFile("short", "correct horse battery staple");

    assertThatThrownBy(() -> TestAccounts.number(7).save(keystore, guessed))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("32 random characters or more");
    assertThat(keystore).doesNotExist();
  }

  @Test
  void shouldNotPrintItsKey() {
    assertThat(TestAccounts.number(7).toString()).doesNotContain("00000007");
  }

  private Path secretFile(String name, String text) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }
}
