package assay.web.platform;

import assay.registry.settings.SettingSources;
import java.util.Map;
import java.util.TreeMap;

/** Where this server's operator sets things. */
final class PlatformSources {

  private static final String PREFIX = "assay.";
  private static final String CONTENT_STORE = "ipfs.api.url";

  private PlatformSources() {}

  static SettingSources here() {
    Map<String, String> flags = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(PREFIX) || name.equals(CONTENT_STORE)) {
        flags.put(name, System.getProperty(name));
      }
    }
    return SettingSources.of(flags, System.getenv());
  }
}
