package assay.agent.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.engine.EngineChoice;
import assay.chain.Address;
import assay.chain.TestManifests;
import assay.chain.Wei;
import assay.registry.content.StoreAddresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentHomeTest {

  private static final URI NODE = URI.create("http://127.0.0.1:1");
  private static final AgentSettings SETTINGS =
      new AgentSettings(
          NODE,
          7,
          12,
          Path.of("/deployment.json"),
          StoreAddresses.of(NODE),
          NODE,
          1,
          TestManifests.TRUSTED);
  @TempDir private Path folder;

  @Test
  void shouldRefuseAHomeThatIsComplete() {
    Address account = create().account().address();

    assertThatThrownBy(this::create)
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("already");
    assertThat(new AgentHome(folder).account().address()).isEqualTo(account);
  }

  @ParameterizedTest(name = "killed after {0} files")
  @ValueSource(ints = {0, 1, 2, 3})
  void shouldTakeUpAHomeWhoseMakerWasKilled(int written) throws IOException {
    create();
    String[] inOrder = {"agent.properties", "account.password", "identity.age", "account.json"};
    for (int i = written; i < inOrder.length; i++) {
      Files.delete(folder.resolve(inOrder[i]));
    }

    AgentHome home = create();

    assertUsable(home);
  }

  @Test
  void shouldKeepTheKeysOfAHomeThatLostItsSettings() throws IOException {
    AgentHome home = create();
    Address account = home.account().address();
    String recipient = home.identity().recipient().toString();
    Files.delete(home.settings());

    create();

    assertUsable(home);
    assertThat(home.account().address()).isEqualTo(account);
    assertThat(home.identity().recipient()).hasToString(recipient);
  }

  @Test
  void shouldOfferTheUsualFeeUnlessTheSettingsSayMore() throws IOException {
    AgentHome home = create();
    assertThat(AgentSettings.load(home).chainSettings().maxFeePerGas())
        .isEqualTo(Wei.of("100000000000"));

    String text = Files.readString(home.settings());
    Files.writeString(home.settings(), text.replaceAll("max-fee-per-gas=.*", "max-fee-per-gas=7"));

    assertThat(AgentSettings.load(home).chainSettings().maxFeePerGas()).isEqualTo(Wei.of("7"));
  }

  @Test
  void shouldReadTheSettingsOfAHomeFromBeforeTheCap() throws IOException {
    AgentHome home = create();
    String text = Files.readString(home.settings());
    Files.writeString(home.settings(), text.replaceAll("max-fee-per-gas=.*\n", ""));

    assertThat(AgentSettings.load(home)).isEqualTo(SETTINGS);
  }

  @Test
  void shouldTrainWithDeeplearning4jUnlessTheSettingsNameAnotherEngine() throws IOException {
    AgentHome home = create();
    assertThat(AgentSettings.load(home).engine()).isEqualTo(EngineChoice.DL4J);
    String text = Files.readString(home.settings());

    Files.writeString(home.settings(), text.replace("engine=dl4j", "engine=torch"));
    assertThat(AgentSettings.load(home).engine()).isEqualTo(EngineChoice.TORCH);

    Files.writeString(home.settings(), text.replace("engine=dl4j", "engine=tensorflow"));
    assertThatThrownBy(() -> AgentSettings.load(home))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("'tensorflow'; give one of [dl4j, torch]");
  }

  @Test
  void shouldRunAProgramForNotificationsThatIsNamedWithItsWholePath() throws IOException {
    AgentHome home = create();
    assertThat(AgentSettings.load(home).notifyCommand()).isEmpty();
    String text = Files.readString(home.settings());

    Files.writeString(home.settings(), text + "notify.command=/home/you/tell-me\n");
    AgentSettings settings = AgentSettings.load(home);
    settings.save(home);

    assertThat(settings.notifyCommand()).contains(Path.of("/home/you/tell-me"));
    assertThat(AgentSettings.load(home)).isEqualTo(settings);
  }

  @Test
  void shouldRefuseAProgramForNotificationsThatThePathWouldFind() throws IOException {
    AgentHome home = create();
    Files.writeString(
        home.settings(), Files.readString(home.settings()) + "notify.command=tell-me\n");

    assertThatThrownBy(() -> AgentSettings.load(home))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("'notify.command' is 'tell-me'")
        .hasMessageContaining("whole path");
  }

  private AgentHome create() {
    return AgentHome.create(folder, SETTINGS, new SecureRandom());
  }

  private static void assertUsable(AgentHome home) {
    assertThat(AgentSettings.load(home)).isEqualTo(SETTINGS);
    assertThat(home.isComplete()).isTrue();
    assertThat(home.account().address()).isNotEqualTo(Address.ZERO);
    assertThat(home.identity().recipient()).isNotNull();
  }
}
