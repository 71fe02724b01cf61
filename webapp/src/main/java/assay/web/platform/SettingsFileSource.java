package assay.web.platform;

import assay.registry.settings.SettingSources;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** The operator's settings file: after flags and environment, before the defaults. */
public final class SettingsFileSource implements ConfigSource {

  /** Between the environment (300) and the application's own file (100). */
  private static final int ORDINAL = 200;

  private final Map<String, String> values = PlatformSources.here().file();

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public @Nullable String getValue(String name) {
    return values.get(name);
  }

  @Override
  public String getName() {
    return SettingSources.class.getName();
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }
}
