package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.care.Hooks;
import assay.agent.care.Limit;
import assay.agent.care.StopRules;
import assay.agent.home.AgentHome;
import assay.agent.home.HomeException;
import assay.agent.home.Setting;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinerSettingsTest {

  private static final String ID = "0x" + "ab".repeat(32);
  @TempDir private Path folder;

  @Test
  void shouldTakeWhatThereIsInAHomeWithoutTheFileAndAfterInit() {
    AgentHome home = new AgentHome(folder);
    MinerSettings without = MinerSettings.load(home, 2);
    MinerSettings.propose(home, "\nFound nothing.\n");

    assertThat(without.rules()).isEqualTo(MinerRules.taking(TrainingPlan.standard(2)));
    assertThat(without.jobs()).isEqualTo(1);
    assertThat(without.care())
        .isEqualTo(new MinerSettings.Care(StopRules.NONE, Hooks.NONE, Duration.ofMinutes(30)));
    assertThat(without.surfaces())
        .isEqualTo(new MinerSettings.Surfaces(OptionalInt.empty(), 10 << 20, 5, true));
    assertThat(MinerSettings.load(home, 2)).isEqualTo(without);
    assertThat(home.minerSettings()).content().contains("# Found nothing.");
  }

  @Test
  void shouldUnderstandEveryExampleOfItsFile() throws IOException {
    AgentHome home = new AgentHome(folder);
    MinerSettings.propose(home, "");
    String proposed = Files.readString(home.minerSettings());
    for (Setting setting : MinerSettingWords.ALL) {
      assertThat(proposed).contains("\n#" + setting.name() + "=" + setting.example() + "\n");
    }

    Files.writeString(
        home.minerSettings(),
        proposed.replaceAll("(?m)^#([a-z.-]+=)", "$1").replaceAll("(?m)^(.*)=0x$", "#$1"));

    MinerRules rules = MinerSettings.load(home, 1).rules();
    assertThat(rules.worth().leastReward()).isEqualTo(Wei.ofEther("0.05"));
    assertThat(rules.worth().leastProfit()).contains(Wei.ofEther("0.01"));
    assertThat(rules.worth().costs()).isEqualTo(Wei.ofEther("0.001"));
    assertThat(rules.worth().mostTime()).contains(Duration.ofHours(12));
    assertThat(rules.worth().takesUnknown()).isTrue();
    assertThat(rules.data().mostBytes()).isEqualTo(500L << 20);
    assertThat(rules.data().levels()).containsExactlyInAnyOrder(SharingLevel.L0, SharingLevel.L1);
    assertThat(rules.plan()).isEqualTo(new TrainingPlan(40, 16, 1, 1, 10));
    MinerSettings settings = MinerSettings.load(home, 1);
    assertThat(settings.jobs()).isEqualTo(2);
    assertThat(settings.care())
        .isEqualTo(
            new MinerSettings.Care(
                new StopRules(Optional.of(new Limit(85, 75)), Optional.of(new Limit(320, 300))),
                new Hooks(
                    Optional.of(Path.of("/home/you/stop-mining")),
                    Optional.of(Path.of("/home/you/start-mining")),
                    Duration.ofMinutes(1)),
                Duration.ofMinutes(30)));
    assertThat(settings.surfaces())
        .isEqualTo(new MinerSettings.Surfaces(OptionalInt.of(7717), 10 << 20, 5, false));
  }

  @Test
  void shouldReadWhomAndWhatItTakes() throws IOException {
    AgentHome home = new AgentHome(folder);
    Address one = new Address("0x" + "11".repeat(20));
    Files.writeString(
        home.minerSettings(),
        "researchers.denied = %s\ndatasets.allowed=%s, %s,\n".formatted(one, ID, ID));

    MinerRules rules = MinerSettings.load(home, 1).rules();

    assertThat(rules.researchers()).isEqualTo(new Choice<>(Set.of(), Set.of(one)));
    assertThat(rules.data().datasets())
        .isEqualTo(new Choice<>(Set.of(new DatasetId(new Bytes32(ID))), Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs=0",
        "jobs=many",
        "reward.least=-1",
        "hours.most=NaN",
        "hours.unknown=maybe",
        "levels=L9",
        "researchers.allowed=0x12",
        "datasets.denied=mine",
        "epochs=1e3",
        "stop.temperature=hot",
        "stop.temperature=-1",
        "hook.before-training=stop-mining",
        "watchdog.minutes=0",
        "status.port=70000"
      })
  void shouldNameTheSettingThatCannotBe(String line) throws IOException {
    AgentHome home = new AgentHome(folder);
    Files.writeString(home.minerSettings(), line + "\n");

    assertThatThrownBy(() -> MinerSettings.load(home, 1))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("'" + line.replace("=", "' = '") + "', which cannot be: ");
  }

  @Test
  void shouldBeAMemberOrAnOperatorAndNotBoth() throws IOException {
    AgentHome home = new AgentHome(folder);
    Files.writeString(home.minerSettings(), "pool.together=true\npool.round-seconds=20\n");
    MinerSettings.Pooling operator = MinerSettings.load(home, 1).pooling();
    Files.writeString(home.minerSettings(), "pool.together=true\npool.jobs=true\n");

    assertThat(operator).isEqualTo(new MinerSettings.Pooling(false, true, Duration.ofSeconds(20)));
    assertThatThrownBy(() -> MinerSettings.load(home, 1))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("keep one of them");
  }

  @Test
  void shouldRefuseANameThatIsNoSetting() throws IOException {
    AgentHome home = new AgentHome(folder);
    Files.writeString(home.minerSettings(), "rewards.least=1\n");

    assertThatThrownBy(() -> MinerSettings.load(home, 1))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("did you mean 'reward.least'?");
  }
}
