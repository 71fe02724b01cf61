package assay.local.operator;

import assay.registry.database.Database;
import assay.registry.database.DatabaseSettings;
import assay.registry.settings.PlatformSetting;
import assay.registry.settings.SettingSources;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The database that a platform's settings name. */
final class DatabaseOption {

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The settings file (default: ASSAY_SETTINGS_FILE).")
  private @Nullable Path file;

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      description = "A setting that counts before environment and file.")
  private @Nullable Map<String, String> flags;

  /** Opens it; the first use says if it is not there. */
  Database open() {
    SettingSources settings = settings();
    return new Database(
        new DatabaseSettings(
            settings.require(PlatformSetting.DB_URL),
            settings.require(PlatformSetting.DB_USER),
            Path.of(settings.require(PlatformSetting.DB_PASSWORD_FILE))));
  }

  private SettingSources settings() {
    return SettingSources.of(
        flags == null ? Map.of() : flags, Optional.ofNullable(file), System.getenv());
  }

  /** Where it is, without anything secret. */
  @Override
  public String toString() {
    return PlatformSetting.DB_URL.shown(settings().require(PlatformSetting.DB_URL));
  }
}
