package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What an owner is told to type is what the command line takes. */
class DocumentedCommandsTest {

  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

  /** Building it takes longer than reading a line. */
  private static final CommandLine COMMANDS = Main.commandLine();

  private static final String SOMEBODY = "0x" + "12".repeat(20);
  private static final Map<String, String> PLACEHOLDERS =
      Map.of(
          "0xNEW", SOMEBODY,
          "0xPOOL", SOMEBODY,
          "0xMINER", SOMEBODY,
          "ADDRESSES", SOMEBODY,
          "URL", "http://127.0.0.1:1",
          "N", "7");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guides/miner.md",
        "guides/owner.md",
        "guides/pool.md",
        "federated.md",
        "guides/federated.md",
        "guides/rerun.md",
        "runbooks/lost-key.md",
        "runbooks/stolen-key.md"
      })
  void shouldTakeEveryCommandOfTheGuide(String guide) throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("..", "docs").resolve(guide)).stream()
            .filter(line -> line.startsWith("./assay "))
            .toList();

    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      assertThatCode(() -> COMMANDS.parseArgs(words(line))).as(line).doesNotThrowAnyException();
    }
  }

  private static String[] words(String line) {
    return WORD.matcher(line.replaceFirst(" #.*", ""))
        .results()
        .map(MatchResult::group)
        .skip(1)
        .map(word -> word.replace("\"", ""))
        .map(word -> PLACEHOLDERS.getOrDefault(word, word))
        .toArray(String[]::new);
  }
}
