package assay.agent.command;

import static assay.agent.command.OwnerAndReader.addressOf;
import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.approval.RulesFile;
import assay.registry.approval.ApprovalRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Standing rules, shown, set and tried. */
@Timeout(120)
class RulesCommandIT {

  private static final int CONFIGURATION = 3;
  private static final String ANYONE =
      new String(
          ApprovalRules.letAnyoneTrain(Duration.ofHours(1)).toJson(), StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private OwnerAndReader people;
  private String dataset;

  @BeforeEach
  void settle() throws IOException {
    people = new OwnerAndReader(folder);
    dataset = people.registered();
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private void setRules(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.json"), json);
    assertThat(people.assay(people.owner(), "dataset", "rules", "set", file.toString()).code())
        .isZero();
  }

  @Test
  void shouldSayWhatTheRulesWouldAnswer() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tried.json"),
            ANYONE.replace(
                "\"deny\" : [ ]", "\"deny\" : [\"%s\"]".formatted("0x" + "33".repeat(20))));
    String reader = addressOf(people.reader()).toString();

    assertThat(check(reader, "--rules=" + file))
        .isEqualTo("approve  by rule 'anyone may train': for 1 hour at level L1, free");
    assertThat(check(reader, "--rules=" + file, "--purpose=predict"))
        .startsWith("ask you  rule 'anyone may train' does not give access to predict");
    assertThat(check("0x" + "33".repeat(20), "--rules=" + file)).startsWith("deny  ");
    assertThat(check(reader)).isEqualTo("ask you  there is no rule");
    assertThat(people.assay(people.owner(), "dataset", "show", dataset).out())
        .doesNotContain("grant ");
  }

  private String check(String who, String... options) {
    return Said.by(
            options, "dataset", "rules", "check", dataset, who, "--home=" + people.owner().folder())
        .out()
        .strip();
  }

  @Test
  void shouldSetNoRulesThatItCannotRead() throws IOException {
    setRules(ANYONE);
    Path file = Files.writeString(folder.resolve("broken.json"), "{\"rules\": [{}]}");

    Said set = people.assay(people.owner(), "dataset", "rules", "set", file.toString());

    assertThat(set.code()).isEqualTo(CONFIGURATION);
    assertThat(set.err()).contains("line 1");
    assertThat(RulesFile.of(people.owner()).read().rules()).hasSize(1);
    assertThat(people.assay(people.owner(), "dataset", "rules", "show").out()).isEqualTo(ANYONE);
  }
}
