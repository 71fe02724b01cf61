package assay.agent.pool;

import assay.agent.home.AgentHome;
import assay.agent.home.Setting;
import assay.agent.home.SettingValues;
import assay.agent.home.SettingsFile;
import assay.chain.Wei;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * How a pool reckons offers, from {@code pool.properties} in the home; made when it is first read.
 *
 * @param pricePerHour of the whole pool's work
 * @param flops that the pool sustains in training each second, above 0
 * @param validFor how long an offer stands, at least a minute
 */
public record PoolSettings(Wei pricePerHour, double flops, Duration validFor) {

  private static final String HEADING =
      "How this pool reckons offers. A name that is no setting stops the start.";
  private static final double GIGA = 1e9;
  private static final double MOST_GIGAFLOPS = 1e12;
  private static final int MOST_MINUTES = 60 * 24 * 30;

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("price-per-hour", "What an hour of the pool's work costs, in ETH.", "0.01"),
          new Setting(
              "gigaflops",
              "What the pool sustains in training, in 10^9 FLOPs a second; measure it before you"
                  + " promise it.",
              "10"),
          new Setting("valid-minutes", "How long an offer stands, in minutes.", "60"));

  public PoolSettings {
    if (!(flops > 0) || validFor.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(
          "A pool that sustains %s FLOPs and offers for %s cannot be; give more than 0 and a minute."
              .formatted(flops, validFor));
    }
  }

  /**
   * Reads the file, or writes it with the values of its examples.
   *
   * @throws assay.agent.home.HomeException naming what cannot be
   */
  public static PoolSettings load(AgentHome home) {
    Path path = home.folder().resolve("pool.properties");
    SettingsFile file = new SettingsFile(path, HEADING, SETTINGS);
    if (!Files.exists(path)) {
      file.save(Map.of("price-per-hour", "0.01", "gigaflops", "10", "valid-minutes", "60"));
    }
    Properties values = file.load();
    SettingValues settings = new SettingValues(path, values);
    return new PoolSettings(
        settings.ether("price-per-hour").orElse(Wei.ofEther("0.01")),
        GIGA * settings.number("gigaflops", 1 / GIGA, MOST_GIGAFLOPS).orElse(10.0),
        Duration.ofMinutes(settings.whole("valid-minutes", 1, MOST_MINUTES).orElse(60)));
  }
}
