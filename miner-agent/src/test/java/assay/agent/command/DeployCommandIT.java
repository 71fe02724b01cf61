package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.OfflineHome;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.ContractName;
import assay.chain.DeployedContract;
import assay.chain.DeploymentManifest;
import assay.chain.DeploymentSettings;
import assay.chain.TestManifests;
import assay.chain.TrustedDeployers;
import assay.chain.Wei;
import assay.chain.local.AnvilProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From 'assay deploy' to agents that rely on what it made, or refuse to. */
@Timeout(120)
class DeployCommandIT {

  private static final int USAGE = 2;
  private static final int CONFIGURATION = 3;

  @TempDir private Path folder;
  private AnvilProcess anvil;
  private ChainClient chain;
  private AgentHome deployer;
  private Path out;

  @BeforeEach
  void startTheChain() {
    anvil = AnvilProcess.instant();
    chain = new ChainClient(ChainSettings.of(anvil.node(), ChainSettings.LOCAL_CHAIN_ID, 0));
    deployer = OfflineHome.in(folder);
    anvil.fund(address(), Wei.ofEther("100"));
    out = folder.resolve("made.json");
  }

  @AfterEach
  void stopTheChain() {
    chain.close();
    anvil.close();
  }

  @Test
  void shouldDeployWithProductionDefaultsAndSignTheManifest() {
    Heard said = deploy("--json");

    DeploymentManifest manifest = DeploymentManifest.load(out);
    manifest.requireOn(chain);
    assertThat(said.code()).isZero();
    assertThat(manifest.statement().deployer()).isEqualTo(address());
    assertThat(manifest.statement().settings()).isEqualTo(DeploymentSettings.production());
    assertThat(said.json().path("manifest").asText()).isEqualTo(out.toString());
    assertThat(said.json().path("contracts").path("Vault").asText())
        .isEqualTo(manifest.deployment().address(ContractName.VAULT).toString());
  }

  @Test
  void shouldDeployWithChosenSettings() throws IOException {
    Path settings = Files.writeString(folder.resolve("settings"), "minWindow = 60\n");

    Heard said = deploy("--settings=" + settings);

    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("whoever relies on it trusts " + address());
    assertThat(DeploymentManifest.load(out).statement().settings().minWindow()).isEqualTo(60);
  }

  @Test
  void shouldSendNothingInADryRunAndForeseeWhatIsDoneThen() {
    Heard foreseen = deploy("--dry-run", "--json");
    long blocks = chain.head().number();
    Wei balance = chain.balance(address());
    boolean hasFile = Files.exists(out);
    deploy();

    assertThat(blocks).isZero();
    assertThat(balance).isEqualTo(Wei.ofEther("100"));
    assertThat(hasFile).isFalse();
    DeploymentManifest manifest = DeploymentManifest.load(out);
    for (ContractName name : ContractName.values()) {
      JsonNode contract = foreseen.json().path("contracts").path(name.solidityName());
      assertThat(contract.path("address").asText())
          .isEqualTo(manifest.deployment().address(name).toString());
      assertThat(contract.path("bytes").asInt()).isBetween(1, 24_575);
    }
    Wei paid = balance.minus(chain.balance(address()));
    assertThat(paid)
        .isBetween(Wei.of("1"), Wei.of(foreseen.json().path("highestCostWei").asText()));
  }

  @Test
  void shouldTellAPersonArgumentsAndCostInADryRun() {
    Heard foreseen = deploy("--dry-run");

    assertThat(foreseen.code()).isZero();
    assertThat(foreseen.out()).contains("    minWindow = 3600\n").contains("Nothing was sent.");
  }

  @Test
  void shouldTakeAKeystoreInsteadOfAHome() {
    Path home = deployer.folder();

    int code =
        Main.run(
            words(
                "--keystore=" + home.resolve("account.json"),
                "--password=" + home.resolve("account.password")));

    assertThat(code).isZero();
    assertThat(DeploymentManifest.load(out).statement().deployer()).isEqualTo(address());
  }

  @Test
  void shouldNotSpendMoneyForAManifestItCannotWrite() throws IOException {
    Files.writeString(out, "an older one");

    int there = deploy().code();
    out = folder.resolve("nowhere/made.json");
    int nowhere = deploy().code();

    assertThat(there).isEqualTo(USAGE);
    assertThat(nowhere).isEqualTo(USAGE);
    assertThat(chain.head().number()).isZero();
  }

  @Test
  void shouldFindOutBeforeItSpendsMoneyThatAFileCannotBeMade() throws IOException {
    Files.createDirectory(folder.resolve("made.json.unfinished"));

    Heard said = deploy();

    assertThat(said.code()).isEqualTo(USAGE);
    assertThat(said.err()).contains(out + " cannot be written");
    assertThat(chain.head().number()).isZero();
  }

  @Test
  void shouldGoOnWithADeploymentThatWasStopped() throws IOException {
    deploy();
    DeploymentManifest made = DeploymentManifest.load(out);
    Path unfinished = Files.move(out, folder.resolve("made.json.unfinished"));
    long head = chain.head().number();

    Heard said = deploy();

    assertThat(said.code()).isZero();
    assertThat(DeploymentManifest.load(out)).isEqualTo(made);
    assertThat(chain.head().number()).isEqualTo(head);
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void shouldNotFinishAnotherDeployment() throws IOException {
    deploy();
    Path settings = Files.writeString(folder.resolve("settings"), "minWindow = 60\n");
    Path unfinished = Files.move(out, folder.resolve("made.json.unfinished"));

    Heard said = deploy("--settings=" + settings);

    assertThat(said.code()).isEqualTo(USAGE);
    assertThat(said.err()).contains("or has other settings");
    assertThat(out).doesNotExist();
    assertThat(unfinished).isNotEmptyFile();
  }

  @Test
  void shouldCallABadSettingsFileConfiguration() throws IOException {
    Path settings = Files.writeString(folder.resolve("settings"), "min-window = 60\n");

    assertThat(deploy("--settings=" + settings).code()).isEqualTo(CONFIGURATION);
    assertThat(chain.head().number()).isZero();
  }

  @Test
  void shouldLetAnAgentUseWhatATrustedDeployerMade() {
    deploy();

    assertThat(list(agent("trusting", address()))).isZero();
  }

  @Test
  void shouldRefuseAStrangersDeployment() {
    deploy();
    AgentHome agent = agent("wary", TestManifests.DEPLOYER.address());

    assertThat(list(agent)).isEqualTo(CONFIGURATION);
    assertThat(run("miner", agent)).isEqualTo(CONFIGURATION);
    assertThat(run("evaluator", agent)).isEqualTo(CONFIGURATION);
  }

  @Test
  void shouldRefuseContractsWithOtherCode() {
    deploy();
    AgentHome agent = agent("careful", address());
    DeployedContract vault = DeploymentManifest.load(out).statement().contract(ContractName.VAULT);

    anvil.replaceCode(vault.address(), "0x6001");

    assertThat(list(agent)).isEqualTo(CONFIGURATION);
    assertThat(run("evaluator", agent)).isEqualTo(CONFIGURATION);
    Heard miner = Heard.from(List.of("miner", "run", "--home=" + agent.folder()));
    assertThat(miner.code()).isEqualTo(CONFIGURATION);
    assertThat(miner.err()).contains("contract Vault").doesNotContain("Looks for bounties");
    assertThat(chain.balance(agent.account().address())).isEqualTo(Wei.ZERO);
  }

  private static int list(AgentHome home) {
    return Main.run("bounty", "list", "--home", home.folder().toString());
  }

  private static int run(String role, AgentHome home) {
    return Main.run(role, "run", "--home", home.folder().toString());
  }

  private AgentHome agent(String name, Address trusted) {
    AgentHome home = OfflineHome.in(newFolder(name));
    AgentSettings nowhere = AgentSettings.load(home);
    new AgentSettings(
            anvil.node(),
            ChainSettings.LOCAL_CHAIN_ID,
            0,
            out,
            nowhere.store(),
            nowhere.platform(),
            1,
            new TrustedDeployers(Set.of(trusted)))
        .save(home);
    return home;
  }

  private Path newFolder(String name) {
    try {
      return Files.createDirectory(folder.resolve(name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Address address() {
    Account account = deployer.account();
    return account.address();
  }

  private Heard deploy(String... more) {
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--home=" + deployer.folder());
    return Heard.from(List.of(words(options.toArray(String[]::new))));
  }

  private String[] words(String... options) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "deploy",
                "--chain=" + anvil.node(),
                "--chain-id=" + ChainSettings.LOCAL_CHAIN_ID,
                "--finality=0",
                "--out=" + out));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }
}
