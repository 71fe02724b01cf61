package assay.agent.miner;

import assay.agent.care.Hooks;
import assay.agent.care.Limit;
import assay.agent.care.StopRules;
import assay.agent.home.AgentHome;
import assay.agent.home.SettingValues;
import assay.agent.home.SettingsFile;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a rig mines, from {@code miner.properties} in the home. A home without the file takes what
 * there is, one job at a time.
 *
 * @param rules which bounties it takes and how it trains
 * @param jobs trainings side by side, at least 1
 * @param care what lets the rig be left running
 * @param surfaces where it shows itself
 * @param pooling how it works with others
 */
public record MinerSettings(
    MinerRules rules, int jobs, Care care, Surfaces surfaces, Pooling pooling) {

  /**
   * What lets a rig be left running.
   *
   * @param stops when training rests
   * @param hooks what is run around training
   * @param watchdog the longest training without progress before the agent ends
   */
  public record Care(StopRules stops, Hooks hooks, Duration watchdog) {}

  /**
   * Where a rig shows itself.
   *
   * @param statusPort of the page on this machine, if there is to be one
   * @param logBytes the longest log file
   * @param logFiles how many are kept, at least 1
   * @param isReporting whether the platform is told how trainings go
   */
  public record Surfaces(
      OptionalInt statusPort, long logBytes, int logFiles, boolean isReporting) {}

  /**
   * How a rig works with others.
   *
   * @param isLeased whether it takes only what its pool gives it
   * @param isTogether whether it trains only what it named a crew for, together with that
   * @param roundTime the longest that a joint round waits for members
   */
  public record Pooling(boolean isLeased, boolean isTogether, Duration roundTime) {}

  private static final int MOST_JOBS = 64;
  private static final int MOST_ROUND = 86_400;
  private static final int MOST_EPOCHS = 1_000_000;
  private static final double MOST_HOURS = 10_000;
  private static final double MEBIBYTE = 1 << 20;
  private static final double COOLER = 10;
  private static final double LESS_POWER = 20;
  private static final int MOST_HOOK_SECONDS = 3_600;
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /**
   * Reads the file, if there is one.
   *
   * @param devices workers of one job
   * @throws assay.agent.home.HomeException naming what is unknown or cannot be
   */
  public static MinerSettings load(AgentHome home, int devices) {
    Properties file = Files.exists(home.minerSettings()) ? file(home, "").load() : new Properties();
    SettingValues values = new SettingValues(home.minerSettings(), file);
    int jobs = values.whole("jobs", 1, MOST_JOBS).orElse(1);
    MinerRules rules =
        new MinerRules(
            worth(values),
            data(values, jobs),
            new Choice<>(
                set(values, "researchers.allowed", Address::typed),
                set(values, "researchers.denied", Address::typed)),
            plan(values, devices));
    return new MinerSettings(rules, jobs, care(values), surfaces(values), pooling(values));
  }

  private static Pooling pooling(SettingValues values) {
    boolean isLeased = values.read("pool.jobs", MinerSettings::isTrue).orElse(false);
    return new Pooling(
        isLeased,
        values.read("pool.together", text -> isTogether(text, isLeased)).orElse(false),
        Duration.ofSeconds(values.whole("pool.round-seconds", 1, MOST_ROUND).orElse(300)));
  }

  private static boolean isTogether(String text, boolean isLeased) {
    if (isTrue(text) && isLeased) {
      throw new IllegalArgumentException(
          "pool.jobs=true is a member's and pool.together=true an operator's; keep one of them.");
    }
    return isTrue(text);
  }

  /**
   * Writes a file that sets nothing and says what could be set.
   *
   * @param found what the rig has, for people
   */
  public static void propose(AgentHome home, String found) {
    if (!Files.exists(home.minerSettings())) {
      file(home, found).save(Map.of());
    }
  }

  private static SettingsFile file(AgentHome home, String found) {
    return new SettingsFile(
        home.minerSettings(), MinerSettingWords.HEADING + found, MinerSettingWords.ALL);
  }

  private static Care care(SettingValues values) {
    Hooks hooks =
        new Hooks(
            values.program("hook.before-training"),
            values.program("hook.after-training"),
            values
                .whole("hook.seconds", 1, MOST_HOOK_SECONDS)
                .map(Duration::ofSeconds)
                .orElse(Hooks.NONE.patience()));
    StopRules stops =
        new StopRules(limit(values, "temperature", COOLER), limit(values, "watts", LESS_POWER));
    return new Care(
        stops,
        hooks,
        Duration.ofMinutes(values.whole("watchdog.minutes", 1, MOST_EPOCHS).orElse(30)));
  }

  private static Optional<Limit> limit(SettingValues values, String what, double gap) {
    Optional<Double> resume = values.number("resume." + what, 0, MOST_EPOCHS);
    return values.read(
        "stop." + what,
        text -> {
          double stop = Double.parseDouble(text);
          return new Limit(stop, resume.orElse(stop - gap));
        });
  }

  private static Surfaces surfaces(SettingValues values) {
    return new Surfaces(
        values.whole("status.port", 1, 65_535).map(OptionalInt::of).orElse(OptionalInt.empty()),
        (long) (values.number("log.megabytes", 0.1, MOST_EPOCHS).orElse(10.0) * MEBIBYTE),
        values.whole("log.files", 1, 1000).orElse(5),
        values.read("runs.report", MinerSettings::isTrue).orElse(true));
  }

  private static WorthRule worth(SettingValues values) {
    return new WorthRule(
        values.ether("reward.least").orElse(Wei.ZERO),
        values.number("hours.most", 0, MOST_HOURS).map(MinerSettings::hours),
        values.ether("profit.least"),
        values.ether("costs.hour").orElse(Wei.ZERO),
        values.read("hours.unknown", MinerSettings::isTake).orElse(true));
  }

  private static Duration hours(double hours) {
    return Duration.ofSeconds((long) (hours * Duration.ofHours(1).toSeconds()));
  }

  private static boolean isTrue(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("write true or false.");
    };
  }

  private static boolean isTake(String text) {
    return switch (text) {
      case "take" -> true;
      case "leave" -> false;
      default -> throw new IllegalArgumentException("write take or leave.");
    };
  }

  /** Jobs side by side share the memory. */
  private static DataRule data(SettingValues values, int jobs) {
    DataRule usual = DataRule.standard();
    Set<SharingLevel> levels = set(values, "levels", MinerSettings::level);
    return new DataRule(
        values
            .number("data.megabytes", 0, MOST_EPOCHS)
            .map(number -> (long) (number * MEBIBYTE))
            .orElse(usual.mostBytes() / jobs),
        levels.isEmpty() ? usual.levels() : levels,
        new Choice<>(
            set(values, "datasets.allowed", MinerSettings::dataset),
            set(values, "datasets.denied", MinerSettings::dataset)));
  }

  private static TrainingPlan plan(SettingValues values, int devices) {
    TrainingPlan usual = TrainingPlan.standard(devices);
    return new TrainingPlan(
        values.whole("epochs", 1, MOST_EPOCHS).orElse(usual.epochs()),
        values.whole("batch-size", 1, MOST_EPOCHS).orElse(usual.batchSize()),
        devices,
        values.whole("averaging-every", 1, MOST_EPOCHS).orElse(usual.averagingEvery()),
        values.whole("checkpoint-every", 1, MOST_EPOCHS).orElse(usual.checkpointEvery()));
  }

  private static SharingLevel level(String text) {
    return SharingLevel.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static DatasetId dataset(String text) {
    return new DatasetId(new Bytes32(text));
  }

  private static <T> Set<T> set(SettingValues values, String name, Function<String, T> reader) {
    Optional<Set<T>> read =
        values.read(
            name,
            text ->
                COMMA
                    .splitAsStream(text)
                    .filter(each -> !each.isEmpty())
                    .map(reader)
                    .collect(Collectors.toUnmodifiableSet()));
    return read.orElse(Set.of());
  }
}
