package assay.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators are given for their monitoring names what the platform gives, and all of it. */
class OperationsTest {

  private static final Path HOUSE = Path.of("").toAbsolutePath().getParent();
  private static final Path PAGES = HOUSE.resolve("docs/operations");
  private static final Pattern SERIES = Pattern.compile("assay_\\w+");

  @Test
  void shouldAlertOnlyOnSeriesThatThePlatformGives() throws IOException {
    List<String> expressions = alerts().stream().map(alert -> alert.path("expr").asText()).toList();

    assertThat(seriesIn(expressions)).isNotEmpty().isSubsetOf(givenSeries());
  }

  @Test
  void shouldDrawOnlySeriesThatThePlatformGivesAndEachMetricOnce() throws IOException {
    Set<String> drawn = seriesIn(dashboardExpressions());

    assertThat(drawn).isSubsetOf(givenSeries());
    assertThat(PlatformMetric.values())
        .allSatisfy(metric -> assertThat(drawn).containsAnyElementsOf(metric.series()));
  }

  @Test
  void shouldHaveAPageForEachAlertAndAnAlertForEachPage() throws IOException {
    List<String> named =
        alerts().stream().map(alert -> alert.path("annotations").path("runbook").asText()).toList();

    assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pages());
  }

  @Test
  void shouldSayOnEachPageWhatItsAlertMeansHowToLookAndWhatToDo() throws IOException {
    for (JsonNode alert : alerts()) {
      String page =
          Files.readString(HOUSE.resolve(alert.path("annotations").path("runbook").asText()));

      assertThat(page)
          .contains("Alert `" + alert.path("alert").asText() + "`.")
          .containsSubsequence("\n## What it means\n", "\n## How to look\n", "\n## What to do\n");
    }
  }

  @Test
  void shouldListEveryAlertWithItsPage() throws IOException {
    String list = Files.readString(PAGES.resolve("README.md"));

    for (JsonNode alert : alerts()) {
      Path page = Path.of(alert.path("annotations").path("runbook").asText());
      assertThat(list)
          .containsPattern(
              "\\| `%s` \\| \\[[^]]+]\\(%s\\) \\|"
                  .formatted(alert.path("alert").asText(), page.getFileName()));
    }
  }

  @Test
  void shouldListEveryMetric() throws IOException {
    String table =
        Arrays.stream(PlatformMetric.values())
            .map(
                metric ->
                    "| `%s` | %s | %s |"
                        .formatted(
                            metric.series().get(0).replaceAll("_bucket$", ""),
                            metric.labels().stream()
                                .map(label -> "`" + label + "`")
                                .collect(Collectors.joining(", ")),
                            metric.description()))
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(PAGES.resolve("README.md")))
        .endsWith("|---|---|---|\n" + table + "\n");
  }

  private static Set<String> givenSeries() {
    return Arrays.stream(PlatformMetric.values())
        .flatMap(metric -> metric.series().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> seriesIn(List<String> expressions) {
    return expressions.stream()
        .flatMap(expression -> SERIES.matcher(expression).results())
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<JsonNode> alerts() throws IOException {
    JsonNode rules =
        new YAMLMapper()
            .readTree(HOUSE.resolve("packaging/prometheus/assay-rules.yml").toFile())
            .findValue("rules");
    List<JsonNode> alerts = new ArrayList<>();
    rules.forEach(alerts::add);
    return alerts;
  }

  private static List<String> dashboardExpressions() throws IOException {
    return new ObjectMapper()
        .readTree(HOUSE.resolve("packaging/grafana/assay.json").toFile())
        .findValuesAsText("expr");
  }

  private static List<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .map(file -> HOUSE.relativize(file).toString())
          .filter(name -> !name.endsWith("README.md"))
          .toList();
    }
  }
}
