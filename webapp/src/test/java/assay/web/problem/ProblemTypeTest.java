package assay.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.grant.GrantStanding;
import assay.registry.ledger.Refusal;
import assay.training.spec.ModelSpecRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTypeTest {

  private static final Path HOUSE = Path.of("").toAbsolutePath().getParent();

  /** Where what the platform does is written down; agents alone throw the rest. */
  private static final List<String> ROOMS =
      List.of("registry/service", "training/service", "webapp", "registry/model");

  /** The only packages of the registry's model whose exceptions a platform throws. */
  private static final List<String> MODEL = List.of("signin", "content", "dataset");

  /** A code as it is returned, or given to one of our exceptions. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?:return |(?:ForbiddenException|RefusedException)\\(\\s*(?:Kind\\.\\w+,\\s*)?)"
              + "\"([a-z]+(?:-[a-z]+)+)\"");

  @Test
  void shouldKnowEveryCodeOfThePlatformsExceptions() throws IOException {
    Set<String> known =
        Arrays.stream(ProblemType.values()).map(ProblemType::code).collect(Collectors.toSet());

    assertThat(known).containsAll(codesInSources());
  }

  @Test
  void shouldKnowEveryReasonWhyAGrantIsNotLive() {
    for (GrantStanding standing : GrantStanding.values()) {
      assertThat(ProblemType.of(standing.code()).isPresent()).isEqualTo(!standing.isLive());
    }
  }

  @Test
  void shouldKnowEveryReasonWhyAnIntentIsRefused() {
    assertThat(Refusal.values()).allSatisfy(r -> assertThat(ProblemType.of(r.code())).isPresent());
  }

  @Test
  void shouldKnowEveryReasonWhyAModelIsRefused() {
    assertThat(ModelSpecRefusedException.Reason.values())
        .extracting(reason -> new ModelSpecRefusedException(reason, "Because.").code())
        .allSatisfy(code -> assertThat(ProblemType.of(code)).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "404,NOT_FOUND",
    "416,REQUESTED_RANGE_NOT_SATISFIABLE",
    "418,BAD_REQUEST",
    "500,UNEXPECTED",
    "507,UNEXPECTED"
  })
  void shouldCallWhatTheServerRefusesByItsStatus(int status, ProblemType type) {
    assertThat(ProblemType.ofStatus(status)).isEqualTo(type);
  }

  @Test
  void shouldFindCodesInSourcesAtAll() throws IOException {
    assertThat(codesInSources())
        .contains("not-signed-in", "mailbox-full", "sign-in-malformed", "lease-lost");
  }

  @Test
  void shouldBeDocumented() throws IOException {
    String documented = Files.readString(HOUSE.resolve("docs/api/problems.md"));
    String table =
        Arrays.stream(ProblemType.values())
            .map(
                type ->
                    "| `%s` | %d | %s | %s |"
                        .formatted(type.uri(), type.status(), type.meaning(), type.remedy()))
            .collect(Collectors.joining("\n"));

    assertThat(documented).endsWith("|---|---|---|---|\n" + table + "\n");
  }

  private static Set<String> codesInSources() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (String room : ROOMS) {
      try (Stream<Path> files = Files.walk(HOUSE.resolve(room).resolve("src/main/java"))) {
        for (Path file : files.filter(ProblemTypeTest::mayThrow).toList()) {
          Matcher code = CODE.matcher(Files.readString(file));
          while (code.find()) {
            codes.add(code.group(1));
          }
        }
      }
    }
    return codes;
  }

  private static boolean mayThrow(Path file) {
    String path = file.toString();
    return path.endsWith(".java")
        // The indexer works for nobody's request.
        && !path.contains("/registry/index/")
        && (!path.contains("registry/model")
            || MODEL.stream().anyMatch(name -> path.contains("/registry/" + name + "/")));
  }
}
