package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentSettingsFileTest {

  @TempDir private Path folder;

  /** docs/contracts/defaults.md has the same numbers. */
  @Test
  void shouldHaveProductionDefaults() {
    DeploymentSettings defaults = DeploymentSettings.production();

    assertThat(defaults.ticketSize()).isEqualTo(Wei.ofEther("2"));
    assertThat(defaults.tokens()).isEmpty();
    assertThat(defaults.contributorLock()).isEqualTo(Wei.ofEther("0.2"));
    assertThat(defaults.unbondDelay()).isEqualTo(Duration.ofDays(63).toSeconds());
    assertThat(defaults.finalityGap()).isEqualTo(900);
    assertThat(defaults.minWindow()).isEqualTo(3_600);
    assertThat(defaults.maxWindow()).isEqualTo(Duration.ofDays(28).toSeconds());
    assertThat(defaults.openingFee()).isEqualTo(Wei.ofEther("0.01"));
    assertThat(defaults.minSeatFee()).isEqualTo(Wei.ofEther("0.001"));
    assertThat(defaults.minEvaluationFee()).isEqualTo(Wei.ofEther("0.001"));
  }

  @Test
  void shouldChangeWhatItNamesAndNothingElse() throws IOException {
    DeploymentSettings settings = read("minWindow = 60\nticketSize = 0.5 ether\nopeningFee = 7\n");

    assertThat(settings.minWindow()).isEqualTo(60);
    assertThat(settings.ticketSize()).isEqualTo(Wei.ofEther("0.5"));
    assertThat(settings.openingFee()).isEqualTo(Wei.of("7"));
    assertThat(settings.maxWindow()).isEqualTo(DeploymentSettings.production().maxWindow());
  }

  @Test
  void shouldTakeSeveralTokensOrNone() throws IOException {
    Address one = TestAccounts.number(1).address();
    Address other = TestAccounts.number(2).address();

    assertThat(read("tokens = " + one + ", " + other).tokens()).containsExactly(one, other);
    assertThat(read("tokens =").tokens()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"min-window,minWindow", "tiketSize,ticketSize", "minEvalutionfee,minEvaluationFee"})
  void shouldNameTheNearestOfAnUnknownName(String typed, String meant) {
    assertThatThrownBy(() -> read(typed + " = 1"))
        .isInstanceOf(DeploymentSettingsException.class)
        .hasMessageContaining("unknown setting '%s'; did you mean '%s'?".formatted(typed, meant));
  }

  @ParameterizedTest
  @CsvSource({
    "minWindow=soon,soon",
    "ticketSize=much ether,ticketSize",
    "ticketSize=0,'ticketSize' is 0",
    "tokens=0x12,0x12",
    "finalityGap=0,finalityGap",
    "unbondDelay=-1,unbondDelay",
    "minWindow=0,Windows may last from 0",
    "maxWindow=5,Windows may last from 3600 to 5"
  })
  void shouldRefuseAValueThatCannotBe(String line, String why) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(DeploymentSettingsException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ticketSize = half|ticketSize is 'half'; write wei, or an amount such as '0.5 ether'.",
        "ticketSize = 1.5 ETH|ticketSize is '1.5 ETH'; write wei, or an amount such as '0.5 ether'.",
        "openingFee = much ether|openingFee is 'much ether'; write wei, or an amount such as '0.5 ether'.",
        "minWindow = 600s|minWindow is '600s'; write seconds, as a whole number.",
        "minWindow =|minWindow is empty; write seconds, as a whole number.",
        "tokens = 0x12|tokens is '0x12'; write addresses with commas between.",
      })
  void shouldSayWhatToWriteInstead(String line, String sentence) {
    assertThatThrownBy(() -> read(line)).message().endsWith(" cannot be used: " + sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ticketSize = 0", "maxWindow = 5", "unbondDelay = -1"})
  void shouldSpeakInWholeSentences(String line) {
    assertThatThrownBy(() -> read(line))
        .message()
        .doesNotContain("..", "assay.chain", "FAIL_ON")
        .endsWith(".");
  }

  @Test
  void shouldNameAFileThatIsMissing() {
    assertThatThrownBy(() -> DeploymentSettingsFile.read(folder.resolve("none")))
        .isInstanceOf(DeploymentSettingsException.class)
        .hasMessageContaining("none cannot be read");
  }

  private DeploymentSettings read(String content) throws IOException {
    return DeploymentSettingsFile.read(
        Files.writeString(folder.resolve("settings.properties"), content));
  }
}
