package assay.web.platform;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.settings.PlatformSetting;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

class PlatformSettingsTest {

  @Test
  void shouldReadEverySettingThereIsAndNoOther() {
    List<String> read =
        Arrays.stream(PlatformSettings.class.getDeclaredFields())
            .map(field -> field.getAnnotation(ConfigProperty.class))
            .filter(Objects::nonNull)
            .map(ConfigProperty::name)
            .toList();

    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(PlatformSetting.values())
                .filter(setting -> setting != PlatformSetting.SETTINGS_FILE)
                .map(PlatformSetting::property)
                .toList());
  }

  @Test
  void shouldHaveTheDefaultsThatTheCheckTells() throws IOException {
    Properties defaults = new Properties();
    try (InputStream in =
        PlatformSettings.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      defaults.load(in);
    }
    defaults.keySet().removeIf(name -> String.valueOf(name).startsWith("mp."));

    assertThat(defaults)
        .containsExactlyInAnyOrderEntriesOf(
            Stream.of(PlatformSetting.values())
                .filter(setting -> !setting.usual().isEmpty())
                .collect(Collectors.toMap(PlatformSetting::property, PlatformSetting::usual)));
  }
}
