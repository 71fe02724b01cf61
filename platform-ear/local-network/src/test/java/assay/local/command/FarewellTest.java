package assay.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.command.AssayCommand;
import assay.agent.home.AgentSettings;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TrustedDeployers;
import assay.registry.content.StoreAddresses;
import assay.training.bounty.BountyId;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FarewellTest {

  private static final Path FOLDER = Path.of("/somewhere/network");
  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final AgentSettings SETTINGS =
      new AgentSettings(
          URI.create("http://127.0.0.1:8545"),
          677_281,
          2,
          FOLDER.resolve("deployment.json"),
          StoreAddresses.of(URI.create("http://127.0.0.1:5001")),
          URI.create("http://127.0.0.1:8080"),
          1,
          new TrustedDeployers(Set.of(Address.ZERO)));

  @Test
  void shouldGiveTheWholeCommandThatChecksTheBounty() {
    String line = new Farewell(FOLDER, true).kept(SETTINGS, BOUNTY, Optional.empty()).get(0);
    String[] words = line.substring(line.indexOf("./assay ") + "./assay ".length()).split(" ");

    CommandLine.ParseResult verify =
        new CommandLine(new AssayCommand()).parseArgs(words).subcommand().subcommand();

    assertThat(verify.commandSpec().qualifiedName()).isEqualTo("assay verify bounty");
    assertThat(verify.matchedPositionalValue(0, "")).isEqualTo(BOUNTY.toString());
    assertThat(verify.matchedOptionValue("--store", URI.create("")))
        .isEqualTo(SETTINGS.store().all().get(0));
    assertThat(verify.matchedOptionValue("--deployment", Path.of("")))
        .isEqualTo(SETTINGS.deployment());
  }

  @Test
  void shouldGiveTheWholeCommandThatChecksTheRounds() {
    Path log = FOLDER.resolve("rounds.json");
    String line = new Farewell(FOLDER, true).kept(SETTINGS, BOUNTY, Optional.of(log)).get(1);
    String[] words = line.substring(line.indexOf("./assay ") + "./assay ".length()).split(" ");

    CommandLine.ParseResult verify =
        new CommandLine(new AssayCommand()).parseArgs(words).subcommand().subcommand();

    assertThat(verify.commandSpec().qualifiedName()).isEqualTo("assay federated verify");
    assertThat(verify.matchedPositionalValue(0, Path.of(""))).isEqualTo(log);
    assertThat(verify.matchedOptionValue("--deployment", Path.of("")))
        .isEqualTo(SETTINGS.deployment());
  }

  @Test
  void shouldSayWhereAKeptNetworkStays() {
    List<String> said = new Farewell(FOLDER, true).kept(SETTINGS, BOUNTY, Optional.empty());

    assertThat(said).last().asString().contains("folder stays", "up --folder " + FOLDER);
  }

  @Test
  void shouldSayWhatGoesWithANetworkThatStops() {
    assertThat(new Farewell(FOLDER, true).stopped()).contains("--keep leaves them");
    assertThat(new Farewell(FOLDER, false).stopped())
        .contains("folder stays", "up --folder " + FOLDER);
  }
}
