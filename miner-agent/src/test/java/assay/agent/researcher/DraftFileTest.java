package assay.agent.researcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Wei;
import assay.training.bounty.FederatedTerms;
import assay.training.bounty.Score;
import assay.training.ledger.BountyTerms;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpecJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("bounty.yaml");
    Files.writeString(file, example());
    Files.write(
        folder.resolve("model.json"), ModelSpecJson.write(Architectures.perceptron(64, 8, 10, 16)));
    Files.writeString(folder.resolve("test.csv"), "1,".repeat(64) + "9\n");
  }

  private static String example() throws IOException {
    try (InputStream example = DraftFile.class.getResourceAsStream("bounty.yaml")) {
      return new String(example.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void replace(String before, String after) throws IOException {
    String text = Files.readString(file);
    assertThat(text).containsPattern(before);
    Files.writeString(file, text.replaceFirst("(?m)^( *)" + before + "$", "$1" + after));
  }

  @Test
  void shouldReadTheExample() throws IOException {
    BountyDraft draft = DraftFile.read(file);

    assertThat(draft.threshold()).isEqualTo(new Score(950_000));
    assertThat(draft.test().size()).isEqualTo(1);
    assertThat(draft.money().reward()).isEqualTo(Wei.ofEther("3"));
    assertThat(draft.panel()).isEqualTo(new BountyTerms.Panel(3, 2, 16 << 20));
    assertThat(draft.windows())
        .isEqualTo(
            new BountyTerms.Windows(
                7_200, 86_400, 604_800, 86_400, 86_400, 43_200, 86_400, 86_400, 86_400));
  }

  @ParameterizedTest
  @CsvSource({
    "name: .*, 'titel: x', titel is no field of a draft",
    "threshold: .*, 'threshold: 0.9999999', is no share in 0..1",
    "criterion: .*, 'criterion: f1_score', 'criterion is ''f1_score''; a bounty pays for accuracy'",
    "weight: .*, 'weight: 9999', datasets have weights that do not add up to 10000",
    "quorum: .*, 'quorum: 1', panel.quorum is not more than half of the seats",
    "reward: .*, 'reward: much', 'money.reward ''much''; write ether'",
    "miner: .*, 'miner: 7800', split does not add up to 10000",
    "open: .*, 'open: soon', 'windows.open is ''soon''; write a time such as 90s'",
    "seats: .*, 'seats: three', 'panel.seats ''three''; write a whole number'",
    "classes: .*, 'classes: 5', label"
  })
  void shouldNameTheFieldThatIsWrong(String before, String after, String complaint)
      throws IOException {
    replace(before, after);

    assertThatThrownBy(() -> DraftFile.read(file))
        .isInstanceOf(DraftRefusedException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(complaint);
  }

  @Test
  void shouldReadHowItIsTrainedByRounds() throws IOException {
    assertThat(DraftFile.read(file).federated()).isEmpty();

    Files.writeString(file, Files.readString(file).replaceAll("(?m)^#( *[a-z-]+:.*)$", "$1"));

    assertThat(DraftFile.read(file).federated())
        .contains(new FederatedTerms(FederatedTerms.FED_AVG, 10, 1, 16, 0.1, 2, 600));

    replace("least-sites: 2", "least-sites: 20");

    assertThatThrownBy(() -> DraftFile.read(file))
        .isInstanceOf(DraftRefusedException.class)
        .hasMessageContaining("leastSites is 20; give 1 to 16");
  }

  @Test
  void shouldPayByContributionOnlyWhatIsTrainedByRounds() throws IOException {
    assertThat(DraftFile.read(file).paysByContribution()).isFalse();
    replace("#pay-by-contribution: true", "pay-by-contribution: true");

    assertThatThrownBy(() -> DraftFile.read(file))
        .isInstanceOf(DraftRefusedException.class)
        .hasMessageContaining("leave 'pay-by-contribution' out");

    Files.writeString(file, Files.readString(file).replaceAll("(?m)^#( *[a-z-]+:.*)$", "$1"));

    assertThat(DraftFile.read(file).paysByContribution()).isTrue();

    replace("pay-by-contribution: true", "pay-by-contribution: 'yes'");

    assertThatThrownBy(() -> DraftFile.read(file))
        .hasMessageContaining("pay-by-contribution is 'yes'; write true or false");
  }

  @Test
  void shouldRefuseWhatIsNoYaml() throws IOException {
    Files.writeString(file, "name: [");

    assertThatThrownBy(() -> DraftFile.read(file))
        .isInstanceOf(DraftRefusedException.class)
        .hasMessageContaining("is no YAML");
  }

  @Test
  void shouldRefuseAPlatformsPartWithoutItsAccount() throws IOException {
    replace("miner: 7700", "miner: 7500");
    replace("platform: 0", "platform: 200");

    assertThatThrownBy(() -> DraftFile.read(file))
        .hasMessageContaining("split.platform-account is missing");
  }
}
