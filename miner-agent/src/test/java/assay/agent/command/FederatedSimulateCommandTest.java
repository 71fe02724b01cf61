package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FederatedSimulateCommandTest {

  private static final String[] SIMULATE = {"federated", "simulate"};

  @TempDir private Path folder;

  @Test
  void shouldTellEveryRoundAndWhomItRefused() throws IOException {
    Path csv = folder.resolve("rounds.csv");
    Path svg = folder.resolve("rounds.svg");
    Path png = folder.resolve("rounds.png");

    Said said =
        Said.by(
            SIMULATE,
            "--rounds=2",
            "--rule=krum",
            "--attack=not-a-number",
            "--attackers=1",
            "--csv=" + csv,
            "--svg=" + svg,
            "--png=" + png,
            "--json");

    JsonNode rounds = new ObjectMapper().readTree(said.out()).path("rounds");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(rounds).hasSize(2);
    assertThat(rounds.path(1).path("refused").path(0).path("client").asText())
        .isEqualTo("client-0");
    assertThat(csv).content().startsWith("round,").hasLineCount(3);
    assertThat(svg).content().startsWith("<svg");
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(1440);
  }

  @Test
  void shouldGiveTheSameFiguresForTheSameSeed() {
    String[] same = {"--data=synthetic", "--clients=4", "--per-round=2", "--rounds=2", "--seed=5"};

    assertThat(Said.by(SIMULATE, same).out())
        .isEqualTo(Said.by(SIMULATE, same).out())
        .contains("ROUND");
  }

  @Test
  void shouldTrainUnderMasksWhoeverIsLate() throws IOException {
    String[] late = {"--rounds=1", "--stragglers=0.2", "--drop-stragglers", "--json"};

    Said said =
        Said.by(
            SIMULATE, Stream.concat(Stream.of(late), Stream.of("--secure")).toArray(String[]::new));

    JsonNode masked = new ObjectMapper().readTree(said.out()).path("rounds").path(0);
    JsonNode open =
        new ObjectMapper().readTree(Said.by(SIMULATE, late).out()).path("rounds").path(0);
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(masked.path("accepted").asInt()).isEqualTo(8);
    assertThat(masked.path("trainLoss").asDouble())
        .isCloseTo(open.path("trainLoss").asDouble(), within(1e-5));
    assertThat(masked.path("uploadedBytes").asLong())
        .isGreaterThan(open.path("uploadedBytes").asLong());
  }

  @Test
  void shouldSayWhatMasksExclude() {
    Said said = Said.by(SIMULATE, "--secure", "--rule=median");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err())
        .contains("secure aggregation and a rule that compares updates exclude each other");
  }

  @Test
  void shouldNameTheWordsThatThereAre() {
    Said said = Said.by(SIMULATE, "--strategy", "fedavg");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("'fedavg' is none of fed-avg, fed-avg-m, fed-prox");
  }

  @Test
  void shouldSayWhichSettingIsOutsideItsRange() {
    Said said = Said.by(SIMULATE, "--per-round", "11");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("A federation of 10 clients has no 11 in a round");
  }

  @Test
  void shouldPrintATableWithWhatWasPublished() throws IOException {
    Said said = Said.by(SIMULATE, "--table", "T4", "--seeds", "1", "--json");

    JsonNode table = new ObjectMapper().readTree(said.out());
    assertThat(said.code()).as(said.out()).isZero();
    assertThat(table.path("holds").asBoolean()).isTrue();
    assertThat(table.path("rows")).hasSize(8);
  }
}
