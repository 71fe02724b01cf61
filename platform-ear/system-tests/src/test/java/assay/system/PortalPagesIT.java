package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Account;
import assay.local.demo.Demo;
import assay.local.demo.DemoPrinter;
import assay.local.demo.DemoResult;
import assay.local.demo.DemoSettings;
import assay.local.network.LocalNetwork;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;
import assay.tool.DebianTool;
import assay.web.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every page of the portal on a network where something has happened: how soon it shows
 * (docs/benchmarks.md), and a picture of it (docs/portal.md).
 */
@Tag("release")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PortalPagesIT {

  private static final Duration PAINTED = Duration.ofMillis(1_500);
  private static final int LOADS = 5;
  private static final int HEAP_MEGABYTES = 256;
  private static final long MOST_BYTES = 4_000_000;
  private static final List<Integer> WIDTHS = List.of(360, 1440);
  private static final List<String> THEMES = List.of("light", "dark");

  private static final String BOND = "/account (evaluator)";

  /** More than a local network's contracts let a bond wait. */
  private static final Duration UNBONDING = Duration.ofHours(1);

  private static Town town;
  private static DemoResult result;
  private static PortalScene scene;
  private static VersionId version;

  @BeforeAll
  static void letSomethingHappen() throws Exception {
    DebianTool.require("chromium", "chromium");
    town = Town.start("portal-pages");
    DemoPrinter printer = new DemoPrinter(System.out, false);
    DemoSettings settings = new DemoSettings(DemoSettings.standard().threshold(), Job.WINDOWS);
    try (Demo demo = new Demo(town.network(), settings, printer)) {
      town.listen(demo::hear);
      town.employ("hurry", new Hurry(town, town.open("hurry"), Lull.undisturbed(town, 1)));
      result = demo.run(state -> {});
    }
    scene = new PortalScene(town, town.network().folder().part("browser"));
    version = scene.register();
    scene.keepARule();
    scene.ask(version, Purpose.TRAIN, "I want to train.");
    scene.ask(version, Purpose.EVALUATE, "I want to judge.");
    scene.postABounty(version);
    scene.collect("researcher", result.bounty());
    Stream.concat(Stream.of("miner"), LocalNetwork.evaluatorNames().stream())
        .forEach(town.network()::stop);
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
    if (town != null) {
      town.end();
    }
  }

  @Test
  @Order(1)
  void shouldShowWhatAPageIsAboutInTimeOnASlowProcessor() throws Exception {
    Path folder = Files.createDirectories(town.network().folder().part("painting"));
    Map<String, Duration> medians = new LinkedHashMap<>();
    try (Chromium browser = Chromium.start(folder, HEAP_MEGABYTES)) {
      LargestPaint paint = new LargestPaint(browser, town.network().portal());
      for (String page :
          List.of(
              "/", "/datasets", "/datasets/" + version.dataset(), "/bounties/" + result.bounty())) {
        List<Duration> rising = paint.ofLoads(page, LOADS);
        medians.put(page, rising.get(LOADS / 2));
        System.out.printf(
            Locale.ROOT,
            "LOAD largest paint of %s: %d ms (%d to %d)%n",
            PortalRoutes.name(page),
            rising.get(LOADS / 2).toMillis(),
            rising.get(0).toMillis(),
            rising.get(LOADS - 1).toMillis());
      }
    }

    assertThat(medians).allSatisfy((page, median) -> assertThat(median).isLessThan(PAINTED));
  }

  @Test
  @Order(2)
  void shouldShowEveryPageInBothThemesAtBothWidths() throws Exception {
    String miner = town.network().home("miner").account().address().hex();
    PortalRoutes routes =
        new PortalRoutes(
            Map.of(
                "datasets",
                version.dataset().toString(),
                "bounties",
                result.bounty().toString(),
                "address",
                miner,
                "miner",
                miner));
    Gallery gallery = gallery();
    for (String theme : THEMES) {
      scene.wear(theme);
      for (int width : WIDTHS) {
        for (String page : routes.pages()) {
          scene.takePicture(page, width, gallery.picture(page, theme, width));
        }
      }
    }
    gallery.write(Stream.concat(routes.pages().stream(), Stream.of(BOND)).toList());
    scene.requireNothingFromOthers();

    assertThat(bytesIn(gallery.folder())).isLessThan(MOST_BYTES);
  }

  private static Gallery gallery() throws IOException {
    Path folder = Files.createDirectories(Path.of(System.getProperty("assay.pictures")));
    return new Gallery(folder, THEMES, WIDTHS);
  }

  @Test
  @Order(3)
  void shouldGiveAnEvaluatorHisBondBackOnceItsTimeHasCome() throws Exception {
    Path folder = Files.createDirectories(town.network().folder().part("evaluator"));
    Gallery gallery = gallery();
    try (Chromium browser = Chromium.start(folder, HEAP_MEGABYTES);
        EvaluatorScene evaluator = new EvaluatorScene(town, evaluator(), browser)) {
      evaluator.askBack();
      for (String theme : THEMES) {
        evaluator.wear(theme);
        evaluator.requireAccessible();
        for (int width : WIDTHS) {
          evaluator.takePicture(width, gallery.picture(BOND, theme, width));
        }
      }
      evaluator.waitFor(UNBONDING);
      evaluator.take();
      browser.requireNothingFromOthers(town.network().portal());
    }
  }

  private static Account evaluator() {
    return town.network().home(LocalNetwork.evaluatorNames().get(0)).account();
  }

  private static long bytesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
