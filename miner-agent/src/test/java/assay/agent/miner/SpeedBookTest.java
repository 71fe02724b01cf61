package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedBookTest {

  private static final Bytes32 MODEL = Bytes32.keccak256("model");
  @TempDir private Path folder;

  @Test
  void shouldEstimateWhatItTrainedBeforeAlsoAfterARestart() {
    Path file = folder.resolve("speeds.json");
    SpeedBook.open(file).measured(MODEL, 250);

    SpeedBook again = SpeedBook.open(file);

    assertThat(again.estimate(MODEL, 1_000)).contains(Duration.ofSeconds(4));
    assertThat(again.estimate(Bytes32.keccak256("other"), 1_000)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldNotBelieveASpeedThatCannotBe(double speed) {
    SpeedBook book = SpeedBook.open(folder.resolve("speeds.json"));

    book.measured(MODEL, speed);

    assertThat(book.estimate(MODEL, 1_000)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1]", "{\"a\":\"b\"}", "null", "{\"a\":null}", "{\"a\":-3}"})
  void shouldBeginADamagedBookAnew(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("speeds.json"), content);

    SpeedBook book = SpeedBook.open(file);
    book.measured(MODEL, 1);

    assertThat(SpeedBook.open(file).estimate(MODEL, 1)).contains(Duration.ofSeconds(1));
  }
}
