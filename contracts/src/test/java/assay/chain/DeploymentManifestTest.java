package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

class DeploymentManifestTest {

  private final DeploymentManifest manifest = TestManifests.of(ChainSettings.LOCAL_CHAIN_ID);
  private final String text = manifest.toJson();

  @Test
  void shouldWriteItsGoldenFile() throws IOException {
    // What a change of format, settings or contracts makes of it: review it, then commit it.
    Path now = Files.createDirectories(Path.of("target", "golden")).resolve("deployment.json");
    Files.writeString(now, text);

    assertThat(text).isEqualTo(golden());
  }

  @Test
  void shouldSignEveryToken() {
    List<Address> tokens =
        List.of(TestAccounts.number(1).address(), TestAccounts.number(2).address());

    assertThat(DeploymentTypedData.hash(accepting(tokens)))
        .isNotEqualTo(DeploymentTypedData.hash(accepting(tokens.subList(0, 1))))
        .isNotEqualTo(DeploymentTypedData.hash(manifest.statement()));
  }

  private DeploymentStatement accepting(List<Address> tokens) {
    DeploymentStatement usual = manifest.statement();
    DeploymentSettings settings = usual.settings();
    return new DeploymentStatement(
        usual.at(),
        usual.deployer(),
        new DeploymentSettings(
            tokens,
            settings.ticketSize(),
            settings.contributorLock(),
            settings.unbondDelay(),
            settings.finalityGap(),
            settings.minWindow(),
            settings.maxWindow(),
            settings.openingFee(),
            settings.minSeatFee(),
            settings.minEvaluationFee()),
        usual.contracts());
  }

  @Test
  void shouldReadBackWhatItWrote(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("deployment.json");

    manifest.save(file);

    assertThat(DeploymentManifest.load(file)).isEqualTo(manifest);
    assertThat(folder).isDirectoryContaining(found -> found.equals(file));
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"chainId\" : 677281|\"chainId\" : 677282",
        "\"block\" : 0|\"block\" : 1",
        "\"minWindow\" : 3|\"minWindow\" : 4",
        "\"openingFee\" : \"1|\"openingFee\" : \"2",
        "0x0000000000000000000000000000000000000003|0x0000000000000000000000000000000000000009",
      })
  void shouldSayThatAChangedManifestIsNotSigned(String before, String after) {
    String changed = text.replace(before, after);

    assertThat(changed).isNotEqualTo(text);
    assertNotSigned(changed);
  }

  @Test
  void shouldSayThatAChangedHashIsNotSigned() {
    DeploymentStatement statement = manifest.statement();
    DeployedContract vault = statement.contract(ContractName.VAULT);

    assertNotSigned(text.replace(statement.at().genesis().hex(), Bytes32.ZERO.hex()));
    assertNotSigned(text.replace(vault.code().hex(), Bytes32.ZERO.hex()));
    assertNotSigned(text.replace(vault.creation().hex(), Bytes32.ZERO.hex()));
  }

  @Test
  void shouldRefuseAnotherDeployersName() {
    Address other = TestAccounts.number(901).address();
    String renamed = text.replace(TestManifests.DEPLOYER.address().toString(), other.toString());

    assertThatThrownBy(() -> DeploymentManifest.parse(renamed))
        .hasMessage(
            "the manifest's signature is not by " + other + "; it was changed after signing");
  }

  @Test
  void shouldRefuseTheTwinOfItsSignature() {
    String signature = manifest.signature().hex();
    BigInteger s = new BigInteger(signature.substring(66, 130), 16);
    String twin =
        signature.substring(0, 66)
            + Numeric.toHexStringNoPrefixZeroPadded(Sign.CURVE_PARAMS.getN().subtract(s), 64)
            + (signature.endsWith("1b") ? "1c" : "1b");

    assertNotSigned(text.replace(signature, twin));
  }

  @Test
  void shouldRefuseTheSameWordsInOtherBytes() {
    String upper = TestManifests.DEPLOYER.address().toString();

    for (String other :
        new String[] {
          text + " ",
          text.stripTrailing(),
          text.replace("\n", "\r\n"),
          text.replace(upper, upper.toLowerCase(Locale.ROOT))
        }) {
      assertThatThrownBy(() -> DeploymentManifest.parse(other))
          .hasMessageContaining("not in the bytes he wrote");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\" : 1|\"format\" : 2|it is of format 2; this program reads 1",
        "\"format\" : 1,||it has no 'format'",
        "\"Vault\"|\"Safe\"|a contract 'Safe', which this program does not know",
        "\"minWindow\"|\"leastWindow\"|minWindow",
        "\"block\" : 0,||block",
      })
  void shouldRefuseAnotherForm(String before, String after, String why) {
    String changed = text.replace(before, after == null ? "" : after);

    assertThatThrownBy(() -> DeploymentManifest.parse(changed)).hasMessageContaining(why);
  }

  @Test
  void shouldRefuseAManifestThatLacksAContract() {
    Map<ContractName, DeployedContract> contracts = new EnumMap<>(manifest.statement().contracts());
    contracts.remove(ContractName.ANCHOR);

    assertThatThrownBy(
            () ->
                new DeploymentStatement(
                    manifest.statement().at(),
                    manifest.statement().deployer(),
                    manifest.statement().settings(),
                    contracts))
        .hasMessageContaining("says nothing about Anchor");
  }

  @Test
  void shouldNameTheFileItCannotUse(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("deployment.json"), text.replace("0x", "0y"));

    assertThatThrownBy(() -> DeploymentManifest.load(file))
        .isInstanceOf(DeploymentFileException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void shouldSayThatAFileIsNotThere(@TempDir Path folder) {
    Path file = folder.resolve("none.json");

    assertThatThrownBy(() -> DeploymentManifest.load(file))
        .isInstanceOf(DeploymentFileException.class)
        .hasMessage(
            "Deployment manifest %s does not exist; take it from whoever deployed the contracts.",
            file);
  }

  @Test
  void shouldNotSendWhoeverCannotWriteItToSomebodyElse(@TempDir Path folder) {
    Path file = folder.resolve("nowhere").resolve("deployment.json");

    assertThatThrownBy(() -> manifest.save(file))
        .isInstanceOf(DeploymentFileException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageNotContaining("Take it from");
  }

  private static void assertNotSigned(String changed) {
    assertThatThrownBy(() -> DeploymentManifest.parse(changed))
        .hasMessage(
            "the manifest's signature is not by %s; it was changed after signing"
                .formatted(TestManifests.DEPLOYER.address()));
  }

  private static String golden() throws IOException {
    try (InputStream file = DeploymentManifestTest.class.getResourceAsStream("deployment.json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
