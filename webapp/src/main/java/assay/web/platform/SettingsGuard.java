package assay.web.platform;

import assay.registry.settings.SettingsCheck;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/**
 * Refuses the start to a platform with a name that is no setting, or a value that cannot be read: a
 * mistyped name would leave a default in force without a word. It looks before MicroProfile does,
 * which would name the first missing property alone.
 */
public final class SettingsGuard implements Extension {

  void requireReadable(@Observes BeforeBeanDiscovery start) {
    new SettingsCheck(PlatformSources.here()).requireReadable();
  }
}
