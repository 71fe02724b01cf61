package assay.agent.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CardFileTest {

  @TempDir private Path folder;

  private CardFile card(String text) throws IOException {
    return CardFile.read(Files.writeString(folder.resolve("card.md"), text));
  }

  @Test
  void shouldReadWhatHuggingFaceCallsThem() throws IOException {
    CardFile card =
        card(
            """
            ---
            pretty_name: Digits
            license:
              - cc-by-4.0
              - mit
            language: [en]
            source_datasets: UCI
            ---
            # What it is

            Handwritten digits.
            """);

    assertThat(card.name()).contains("Digits");
    assertThat(card.licence()).contains("cc-by-4.0, mit");
    assertThat(card.source()).contains("UCI");
    assertThat(card.citation()).isEmpty();
    assertThat(card.description()).isEqualTo("# What it is\n\nHandwritten digits.");
  }

  @Test
  void shouldTakeTextWithoutYamlAsTheDescription() throws IOException {
    CardFile card = card("Just words.\n");

    assertThat(card.description()).isEqualTo("Just words.");
    assertThat(card.name()).isEmpty();
  }

  @Test
  void shouldReadWindowsLinesAndACardWithoutADescription() throws IOException {
    CardFile card = card("---\r\npretty_name: Digits\r\n---");

    assertThat(card.name()).contains("Digits");
    assertThat(card.description()).isEmpty();
  }

  @Test
  void shouldRefuseYamlThatIsNotSound() {
    assertThatThrownBy(() -> card("---\npretty_name: [\n---\n"))
        .isInstanceOf(CardRefusedException.class)
        .hasMessageContaining("YAML that is not sound");
    assertThatThrownBy(() -> card("---\npretty_name: Digits\n"))
        .hasMessageContaining("no second line of three dashes");
    assertThatThrownBy(() -> card("---\nlicense: {name: mit}\n---\n").licence())
        .hasMessageContaining("has a license that is not a text");
  }

  @Test
  void shouldNotLetYamlGrowWhenItIsRead() throws IOException {
    StringBuilder laughs = new StringBuilder("---\na0: &a0 ha\n");
    for (int i = 1; i < 60; i++) {
      String one = "*a" + (i - 1);
      laughs.append("a%d: &a%d [%s, %s, %s, %s]\n".formatted(i, i, one, one, one, one));
    }

    CardFile card = card(laughs.append("pretty_name: Laughs\n---\n").toString());

    assertThat(card.name()).contains("Laughs");
  }

  @Test
  void shouldRefuseAFileThatIsNoCard() throws IOException {
    Path binary = Files.write(folder.resolve("card.md"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> CardFile.read(binary)).hasMessageContaining("not in UTF-8");

    assertThatThrownBy(() -> card("a".repeat(70_000))).hasMessageContaining("longer than 65536");
  }
}
