package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.training.spec.Architectures;
import assay.training.spec.ModelSpecJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BountyEstimateCommandTest {

  @TempDir private Path folder;

  private Heard estimate(String... more) throws IOException {
    Path spec = folder.resolve("model.json");
    Files.write(spec, ModelSpecJson.write(Architectures.perceptron(64, 128, 10, 1)));
    List<String> words = new ArrayList<>(List.of("bounty", "estimate", spec.toString()));
    words.add("--home=" + folder);
    words.addAll(List.of(more));
    return Heard.from(words);
  }

  @Test
  void shouldReckonWithoutARigAndWithoutAChain() throws IOException {
    JsonNode json = estimate("--samples=1000", "--gas-price=2", "--json").json();

    assertThat(json.path("flops").asLong()).isEqualTo(3L * 2 * (64 * 128 + 128 * 10) * 40_000);
    assertThat(json.path("gas").asLong()).isEqualTo(3_752_129);
    assertThat(json.path("gasWei").asText()).isEqualTo("7504258000000000");
    assertThat(json.has("rig")).isFalse();
  }

  @Test
  void shouldSayInASentenceWhatCannotBeReckoned() throws IOException {
    Heard none = estimate("--samples=0", "--gas-price=2");
    Heard endless = estimate("--samples=9000000000000000", "--gas-price=2");
    Heard text = estimate("--samples=10", "--gas-price=2");

    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("1 or more");
    assertThat(endless.code()).isEqualTo(2);
    assertThat(text.out()).contains("hours unknown").contains("0.007504258 ETH");
  }
}
