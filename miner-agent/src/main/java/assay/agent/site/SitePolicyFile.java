package assay.agent.site;

import assay.agent.home.AgentHome;
import assay.agent.home.Setting;
import assay.agent.home.SettingValues;
import assay.agent.home.SettingsFile;
import assay.agent.miner.Choice;
import assay.agent.site.SitePolicy.Limits;
import assay.agent.site.SitePolicy.Readers;
import assay.agent.site.SitePolicy.Specs;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.approval.Lifetime;
import assay.registry.grant.Purpose;
import assay.training.bounty.FederatedTerms;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The file of a site's policy, {@code site.properties} in the home, which its owner may change at
 * any time. A home without the file takes part in nothing.
 *
 * @param home whose it is
 */
public record SitePolicyFile(AgentHome home) {

  private static final String HEADING =
      """
      What this site takes part in, read by 'assay site run' again and again; what a job asks beyond
      it is refused. Take away the # before a line to set it. Without 'specs' it trains nothing.
      A name that is no setting stops the site until it is put right.
      """;

  private static final int MOST_JOBS = 64;
  private static final int MOST_ROUNDS = 10_000;
  private static final double MOST_PARAMETERS = 1e9;
  private static final double SMALLEST_NORM = 1e-6;
  private static final double LARGEST_NORM = 1e9;
  private static final String ANY = "any";
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting(
              "specs",
              "The specifications of bounties that you approved, by their hash on chain, with commas"
                  + " between, or 'any'. 'assay site run' tells the hash of each that asks. Without"
                  + " it: none.",
              ANY),
          new Setting(
              "coordinators.allowed",
              "Train for these addresses only, with commas between. Without it: for all.",
              "0x"),
          new Setting("coordinators.denied", "Never train for these addresses.", "0x"),
          new Setting(
              "strategies",
              "By which to train, with commas between. Without it: fed-avg.",
              "fed-avg"),
          new Setting(
              "purposes",
              "The purposes of the grants that coordinators get. Without it: train.",
              "train"),
          new Setting(
              "parameters.most", "The most numbers of a model. Without it: 10000000.", "1000000"),
          new Setting("rounds.most", "The most rounds of a job. Without it: 100.", "50"),
          new Setting(
              "update.norm",
              "The longest update that leaves (Euclidean norm); longer ones are shortened to it."
                  + " Without it: 100.",
              "10"),
          new Setting(
              "update.readers",
              "Who may open your updates: 'coordinator', or 'panel' as well, which bounties need that"
                  + " pay owners by what their updates were worth. Without it: coordinator.",
              "panel"),
          new Setting(
              "grant.lifetime",
              "How long a coordinator's grant lasts, such as '30 days'. You can revoke it at any"
                  + " time. Without it: 30 days.",
              "7 days"),
          new Setting("jobs", "Trainings side by side. Without it: 1.", "2"));

  /**
   * The policy as it stands there now.
   *
   * @throws assay.agent.home.HomeException naming what is unknown or cannot be
   */
  public SitePolicy read() {
    SettingValues values = values();
    return new SitePolicy(
        values.read("specs", SitePolicyFile::specs).orElse(new Specs(false, Set.of())),
        new Choice<>(
            set(values, "coordinators.allowed", Address::typed, Set.of()),
            set(values, "coordinators.denied", Address::typed, Set.of())),
        new Limits(
            values.number("parameters.most", 1, MOST_PARAMETERS).orElse(1e7).longValue(),
            values.whole("rounds.most", 1, MOST_ROUNDS).orElse(100)),
        set(values, "strategies", Function.identity(), Set.of(FederatedTerms.FED_AVG)),
        set(values, "purposes", Purpose::parse, Set.of(Purpose.TRAIN)),
        values.number("update.norm", SMALLEST_NORM, LARGEST_NORM).orElse(100.0),
        values.read("grant.lifetime", Lifetime::parse).orElse(Duration.ofDays(30)),
        values.read("update.readers", Readers::parse).orElse(Readers.COORDINATOR));
  }

  /** Trainings side by side. */
  public int jobs() {
    return values().whole("jobs", 1, MOST_JOBS).orElse(1);
  }

  /**
   * Writes a file that sets nothing and says what could be set, unless there is one; says which.
   */
  public boolean propose() {
    boolean isNew = !Files.exists(home.sitePolicy());
    if (isNew) {
      file().save(Map.of());
    }
    return isNew;
  }

  private SettingValues values() {
    Properties set = Files.exists(home.sitePolicy()) ? file().load() : new Properties();
    return new SettingValues(home.sitePolicy(), set);
  }

  private SettingsFile file() {
    return new SettingsFile(home.sitePolicy(), HEADING, SETTINGS);
  }

  private static Specs specs(String text) {
    return text.equals(ANY)
        ? new Specs(true, Set.of())
        : new Specs(false, split(text, Bytes32::new));
  }

  private static <T> Set<T> set(
      SettingValues values, String name, Function<String, T> reader, Set<T> usual) {
    return values.read(name, text -> split(text, reader)).orElse(usual);
  }

  private static <T> Set<T> split(String text, Function<String, T> reader) {
    return COMMA
        .splitAsStream(text)
        .filter(each -> !each.isEmpty())
        .map(reader)
        .collect(Collectors.toUnmodifiableSet());
  }
}
