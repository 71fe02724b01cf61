package assay.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.settings.SettingsCheck.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

  private static final String CANARY = "s3cr3t-canary";

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void setAllThatIsRequired() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), CANARY);
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Path manifest = Files.writeString(folder.resolve("deployment.json"), "{}");
    environment.put("ASSAY_CHAIN_URL", "http://127.0.0.1:8545");
    environment.put("ASSAY_CHAIN_ID", "31337");
    environment.put("ASSAY_DEPLOYMENT_FILE", manifest.toString());
    environment.put("ASSAY_DEPLOYERS", "0x" + "12".repeat(20));
    environment.put("ASSAY_DB_URL", "jdbc:postgresql://127.0.0.1:5432/assay");
    environment.put("ASSAY_DB_PASSWORD_FILE", password.toString());
    environment.put("ASSAY_PUBLIC_URL", "https://assay.example");
    environment.put("IPFS_API_URL", "http://127.0.0.1:5001,http://127.0.0.1:5002");
  }

  private SettingsCheck check() {
    return new SettingsCheck(SettingSources.of(Map.of(), environment));
  }

  private List<String> problems() {
    return check().findings().stream().flatMap(finding -> finding.problem().stream()).toList();
  }

  private Finding finding(SettingsCheck check, String name) {
    return check.findings().stream()
        .filter(finding -> finding.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldFindNothingWrongWithWhatIsRight() {
    assertThat(problems()).isEmpty();
    assertThatCode(() -> check().requireReadable()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "ASSAY_CHIAN_URL, ASSAY_CHAIN_URL",
    "ASSAY_DB_PASSWORD, ASSAY_DB_PASSWORD_FILE",
    "ASSAY_FINALITY, ASSAY_CHAIN_FINALITY",
    "ASSAY_SIGNIN_LIFETIME, ASSAY_SIGN_IN_LIFETIME",
  })
  void shouldRefuseAnUnknownNameWithTheNearestAndNotShowItsValue(String typed, String meant) {
    environment.put(typed, CANARY);

    assertThat(problems())
        .containsExactly(
            "%s (environment) is no setting; did you mean %s?".formatted(typed, meant));
    assertThatThrownBy(() -> check().requireReadable())
        .isInstanceOf(SettingsRefusedException.class)
        .hasMessageContaining(meant)
        .hasMessageNotContaining(CANARY);
  }

  @Test
  void shouldLeaveOtherProgramsTheirNames() {
    environment.put("ASSAY_HOME", "/home/miner");
    environment.put("IPFS_PATH", "/ipfs");
    environment.put("PATH", "/bin");

    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ASSAY_CHAIN_URL, 127.0.0.1:8545, no address such as http",
    "ASSAY_CHAIN_URL, ftp://127.0.0.1, no address such as http",
    "ASSAY_CHAIN_URL, http://me:s3cr3t-canary@127.0.0.1:8545, has a password in it",
    "ASSAY_CHAIN_ID, mainnet, no whole number",
    "ASSAY_CHAIN_FINALITY, -1, no whole number",
    "ASSAY_INDEX_REBUILD, yes, neither true nor false",
    "ASSAY_DEPLOYERS, 0x12, no list of accounts",
    "ASSAY_DB_URL, postgres://127.0.0.1/assay, no address such as jdbc:postgresql",
    "ASSAY_DB_URL, jdbc:postgresql://h/assay?password=s3cr3t-canary, has a password in it",
    "ASSAY_PUBLIC_URL, assay.example, no address such as http",
    "ASSAY_SIGN_IN_LIFETIME, 1h, no duration such as PT1H",
    "ASSAY_SIGN_IN_LIFETIME, PT-1H, no time that passes",
    "IPFS_API_URL, 'http://127.0.0.1:5001,', no address such as http",
  })
  void shouldNameAValueThatCannotBeRead(String name, String value, String problem) {
    environment.put(name, value);

    assertThat(problems())
        .hasSize(1)
        .first()
        .asString()
        .startsWith(name)
        .contains(problem)
        .doesNotContain(CANARY);
    assertThat(finding(check(), name).value()).doesNotContain(CANARY);
    assertThatThrownBy(() -> check().requireReadable()).hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ASSAY_CHAIN_URL",
        "ASSAY_CHAIN_ID",
        "ASSAY_DB_URL",
        "ASSAY_DB_PASSWORD_FILE",
        "ASSAY_DEPLOYMENT_FILE",
        "ASSAY_PUBLIC_URL",
        "IPFS_API_URL"
      })
  void shouldSayWhatIsMissing(String name) {
    environment.remove(name);

    assertThat(problems()).containsExactly(name + " is not set; set it.");
  }

  @Test
  void shouldRefuseASecretThatOthersCanReadAndFilesThatAreNotThere() throws IOException {
    Path password = folder.resolve("password");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r-----"));
    environment.put("ASSAY_DEPLOYMENT_FILE", folder.resolve("nowhere").toString());

    assertThat(problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("chmod 600"))
        .anySatisfy(problem -> assertThat(problem).contains("a file that is not there"));
    assertThatCode(() -> check().requireReadable()).doesNotThrowAnyException();
  }

  @Test
  void shouldTakeAFlagBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("platform.properties"),
            "assay.chain.id=1\nassay.chain.finality=5\nassay.db.user=from-file\n");
    environment.put("ASSAY_CHAIN_FINALITY", "6");
    environment.put("ASSAY_SETTINGS_FILE", file.toString());
    SettingsCheck check =
        new SettingsCheck(SettingSources.of(Map.of("assay.chain.id", "7"), environment));

    assertThat(finding(check, "ASSAY_CHAIN_ID"))
        .isEqualTo(new Finding("ASSAY_CHAIN_ID", "7", "flag", Optional.empty()));
    assertThat(finding(check, "ASSAY_CHAIN_FINALITY").where()).isEqualTo("environment");
    assertThat(finding(check, "ASSAY_DB_USER").value()).isEqualTo("from-file");
    assertThat(finding(check, "ASSAY_INDEX_REBUILD").where()).isEqualTo("default");
  }

  @Test
  void shouldHoldFlagsAndFileToTheNamesToo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("platform.properties"), "assay.chain.uri=x\nassay.settings.file=y\n");
    environment.put("ASSAY_SETTINGS_FILE", file.toString());
    SettingsCheck check =
        new SettingsCheck(SettingSources.of(Map.of("assay.db.usr", "z"), environment));

    assertThatThrownBy(check::requireReadable)
        .hasMessageContaining("assay.chain.uri (file) is no setting; did you mean assay.chain.url?")
        .hasMessageContaining("assay.settings.file (file) is no setting")
        .hasMessageContaining("assay.db.usr (flag) is no setting; did you mean assay.db.user?");
  }

  @Test
  void shouldSayThatTheFileCannotBeRead() {
    environment.put("ASSAY_SETTINGS_FILE", folder.resolve("nowhere").toString());

    assertThatThrownBy(this::check)
        .isInstanceOf(SettingsRefusedException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void shouldShowNoMoreOfAnAddressThanWhereItIs() {
    environment.put("ASSAY_CHAIN_URL", "https://node.example/v3/" + CANARY);
    environment.put("ASSAY_DB_URL", "jdbc:postgresql://db:5432/assay?sslkey=" + CANARY);

    assertThat(finding(check(), "ASSAY_CHAIN_URL").value()).isEqualTo("https://node.example/...");
    assertThat(finding(check(), "ASSAY_DB_URL").value())
        .isEqualTo("jdbc:postgresql://db:5432/assay?...");
  }
}
