package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.home.AgentHome;
import assay.chain.TestManifests;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static final int USAGE = 2;
  private static final int CONFIGURATION = 3;
  private static final String NOBODY = "http://127.0.0.1:1";
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"--chain-id,0", "--finality,-1", "--devices,0"})
  void shouldRefuseANumberThatCannotBeBeforeItMakesAnything(String option, String value) {
    Path home = folder.resolve("home");

    int code =
        option.equals("--chain-id") ? init(home, value) : init(home, "7", option + "=" + value);

    assertThat(code).isEqualTo(USAGE);
    assertThat(home).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init",
        "keys",
        "miner",
        "miner run",
        "miner bounties",
        "miner jobs",
        "miner status",
        "miner withdraw",
        "miner devices",
        "dataset seal",
        "dataset register",
        "dataset list",
        "dataset show",
        "dataset grant",
        "dataset revoke",
        "dataset rotate",
        "dataset log",
        "dataset ask",
        "dataset asked",
        "dataset pay",
        "dataset rules",
        "dataset rules show",
        "dataset rules set",
        "dataset rules check",
        "dataset requests",
        "dataset requests list",
        "dataset requests approve",
        "dataset requests deny",
        "dataset transfer",
        "owner",
        "owner run",
        "keys backup",
        "keys restore",
        "dataset open",
        "bounty show",
        "bounty attend",
        "evaluator run",
        "bounty challenge",
        "verify bounty",
        "rerun",
        "bench train",
        "bench seal",
        "bench store",
        "bench aggregate",
        "deploy"
      })
  void shouldHelpWithEveryCommand(String command) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.add("--help");

    assertThat(Main.run(words.toArray(String[]::new))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "0x12", "me"})
  void shouldRefuseAListOfDeployersThatNamesNobody(String deployers) {
    Path home = folder.resolve("home");

    assertThat(init(home, "7", "--deployers=" + deployers)).isEqualTo(USAGE);
    assertThat(home).doesNotExist();
  }

  @Test
  @Timeout(60)
  void shouldCallAStrangersDeploymentConfiguration() {
    TestManifests.of(7).save(folder.resolve("deployment.json"));
    init(folder, "7", "--deployers=0x" + "11".repeat(20));

    assertThat(list()).isEqualTo(CONFIGURATION);
    assertThat(Main.run("miner", "run", "--home", folder.toString())).isEqualTo(CONFIGURATION);
    assertThat(Main.run("evaluator", "run", "--home", folder.toString())).isEqualTo(CONFIGURATION);
  }

  @Test
  void shouldCallAMissingHomeConfiguration() {
    assertThat(list()).isEqualTo(CONFIGURATION);
  }

  @Test
  void shouldCallAnImpossibleSettingConfiguration() throws IOException {
    init(folder, "7");
    Path settings = folder.resolve("agent.properties");
    Files.writeString(settings, Files.readString(settings).replace("finality=12", "finality=-12"));

    assertThat(list()).isEqualTo(CONFIGURATION);
  }

  @Test
  void shouldCallABadDeploymentFileConfiguration() throws IOException {
    init(folder, "7");
    int missing = list();
    Files.writeString(
        folder.resolve("deployment.json"), "{\"chainId\":7,\"block\":0,\"contracts\":{}}");

    assertThat(missing).isEqualTo(CONFIGURATION);
    assertThat(list()).isEqualTo(CONFIGURATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"account.json", "account.password", "identity.age"})
  void shouldCallASecretThatOthersCanReadConfiguration(String secret) throws IOException {
    init(folder, "7");
    Files.setPosixFilePermissions(
        folder.resolve(secret), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(Main.run("miner", "run", "--home", folder.toString())).isEqualTo(CONFIGURATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "help deploy", "help verify"})
  void shouldUnderstandWhoAsksForHelpInAWord(String words) {
    Heard heard = Heard.from(List.of(words.split(" ")));

    assertThat(heard.code()).isZero();
    assertThat(heard.out()).startsWith("Usage: assay" + words.substring("help".length()));
  }

  @Test
  void shouldExplainWrongUsageInTwoLines() {
    Heard heard = Heard.from(List.of("bounty", "list", "--hom=x"));

    assertThat(heard.code()).isEqualTo(USAGE);
    assertThat(heard.err())
        .contains("--hom=x")
        .endsWith("'assay bounty list --help' tells how it is used.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:1", "nonsense", "http://"})
  void shouldWantAnAddressForANode(String node) {
    Heard heard =
        Heard.from(List.of("deploy", "--home=" + folder, "--chain-id=7", "--chain=" + node));

    assertThat(heard.code()).isEqualTo(USAGE);
    assertThat(heard.err()).contains("'" + node + "' is no address; write http://HOST:PORT");
  }

  @Test
  void shouldReadAnAddressAsPropertiesFilesHaveIt() {
    assertThat(new HttpAddressConverter().convert("http\\://127.0.0.1\\:8545"))
        .isEqualTo(URI.create("http://127.0.0.1:8545"));
  }

  @Test
  void shouldMakeKeysForSomebodyWhoHasNothingToSet() {
    Path home = folder.resolve("deployer");

    Heard made = Heard.from(List.of("keys", "--home=" + home));
    Heard again = Heard.from(List.of("keys", "--home=" + home));

    assertThat(made.code()).isZero();
    assertThat(made.out().strip()).isEqualTo(new AgentHome(home).account().address().toString());
    assertThat(made.err()).contains("Send it ETH");
    assertThat(again.out()).isEqualTo(made.out());
    assertThat(home.resolve("agent.properties")).doesNotExist();
  }

  @Test
  void shouldGiveSettingsToAHomeThatHasKeysAlone() {
    Path home = folder.resolve("home");
    String address = Heard.from(List.of("keys", "--home=" + home)).out();

    assertThat(init(home, "7")).isZero();
    assertThat(new AgentHome(home).account().address()).hasToString(address.strip());
  }

  @Test
  void shouldNotChooseBetweenAHomeAndAKeystore() {
    Path home = folder.resolve("home");
    Heard.from(List.of("keys", "--home=" + home));

    Heard heard =
        Heard.from(
            List.of(
                "deploy",
                "--home=" + home,
                "--keystore=" + home.resolve("account.json"),
                "--password=" + home.resolve("account.password"),
                "--chain=" + NOBODY,
                "--chain-id=7"));

    assertThat(heard.code()).isEqualTo(USAGE);
    assertThat(heard.err()).contains("give --home or --keystore, not both");
  }

  @Test
  void shouldSayInTheSettingsWhatTheyMeanAndWhatItFound() throws IOException {
    Path home = folder.resolve("home");

    assertThat(init(home, "7")).isZero();

    assertThat(home.resolve("agent.properties"))
        .content()
        .contains("# The chain that the node must serve.\nchain-id=7\n");
    assertThat(home.resolve("miner.properties"))
        .content()
        .contains("# Found cpu: ")
        .contains("\n#reward.least=");
    for (String secret : List.of("account.json", "account.password", "identity.age")) {
      assertThat(Files.getPosixFilePermissions(home.resolve(secret)))
          .as(secret)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  private int list() {
    return Main.run("bounty", "list", "--home", folder.toString());
  }

  private int init(Path home, String chainId, String... more) {
    boolean isNamed = more.length > 0 && more[0].startsWith("--deployers");
    String[] always = {
      "init",
      "--home=" + home,
      "--chain=" + NOBODY,
      "--chain-id=" + chainId,
      "--deployment=" + folder.resolve("deployment.json"),
      "--store=" + NOBODY,
      "--platform=" + NOBODY,
      isNamed ? "--finality=12" : "--deployers=" + TestManifests.TRUSTED
    };
    String[] all = Arrays.copyOf(always, always.length + more.length);
    System.arraycopy(more, 0, all, always.length, more.length);
    return Main.run(all);
  }
}
