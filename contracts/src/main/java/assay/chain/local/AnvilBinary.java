package assay.chain.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the anvil program that npm put into {@code contracts/node_modules}. */
final class AnvilBinary {

  private static final String HOME_PROPERTY = "assay.home";

  private AnvilBinary() {}

  static Path locate() {
    Path start = Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath();
    return Stream.iterate(start, folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve("contracts/node_modules/@foundry-rs").resolve(platform()))
        .map(folder -> folder.resolve("bin").resolve(isWindows() ? "anvil.exe" : "anvil"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "anvil is not installed above "
                        + start
                        + "; run ./mvnw -pl contracts initialize, which fetches it with npm."));
  }

  private static String platform() {
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String cpu = machine.contains("aarch64") || machine.contains("arm64") ? "arm64" : "amd64";
    return "anvil-" + system() + "-" + cpu;
  }

  private static String system() {
    if (isWindows()) {
      return "win32";
    }
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")
        ? "darwin"
        : "linux";
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
  }
}
