package assay.agent.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

  @TempDir private Path folder;
  private Path path;
  private SettingsFile file;

  @BeforeEach
  void nameTheFile() {
    path = folder.resolve("some.properties");
    file =
        new SettingsFile(
            path,
            "Some settings.",
            List.of(
                new Setting("one", "The first of them.", "1"),
                new Setting("two.b", "The second.", "http://two")));
  }

  @Test
  void shouldSayWhatEveryLineMeansAndShowWhatIsNotSet() throws IOException {
    file.save(Map.of("one", "http://a:1"));

    assertThat(path)
        .content()
        .isEqualTo(
            """
            # Some settings.

            # The first of them.
            one=http://a:1

            # The second.
            #two.b=http://two
            """);
  }

  @Test
  void shouldKeepWhatSomebodyWroteAndChangeValuesOnly() throws IOException {
    Files.writeString(
        path, "! mine\n\n# about one \\\n  one : 1\n\n#two.b=old\ntwo.b = a,\\\n  b\n# end\n");

    file.save(Map.of("one", "1", "two.b", "c"));

    assertThat(path)
        .content()
        .isEqualTo("! mine\n\n# about one \\\n  one : 1\n\n#two.b=old\ntwo.b=c\n# end\n");
  }

  @Test
  void shouldTurnIntoACommentWhatIsNoLongerSetAndAddWhatIsNew() throws IOException {
    Files.writeString(path, "two.b=a,\\\n  b\n");

    file.save(Map.of("one", "1"));

    assertThat(path).content().isEqualTo("#two.b=a,\\\n#  b\n\n# The first of them.\none=1\n");
    assertThat(file.load()).isEqualTo(Map.of("one", "1"));
  }

  @Test
  void shouldRefuseAnUnknownNameWithTheNearestOne() throws IOException {
    Files.writeString(path, "# one\none=1\ntwo-b=2\n");

    assertThatThrownBy(file::load)
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("unknown settings [two-b]; did you mean 'two.b'?");
  }

  @Test
  void shouldReadBackWhateverItSaved() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Map<String, String> values = new HashMap<>();
      values.put("one", text(random));
      if (random.nextBoolean()) {
        values.put("two.b", text(random));
      }

      file.save(values);

      assertThat(file.load()).isEqualTo(values);
    }
  }

  private static String text(Random random) {
    String letters = "ab =:#!\\\n\r\t,ü\u20ac";
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
