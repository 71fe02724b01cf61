package assay.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the built parts of the product are.
 *
 * @param root the folder that has the launcher
 */
public record Installation(Path root) {

  private static final String PROPERTY = "assay.home";

  /** The installation that this program was started from. */
  public static Installation current() {
    String root =
        Optional.ofNullable(System.getProperty(PROPERTY))
            .orElseThrow(
                () ->
                    new LocalNetworkException(
                        "Start this with the launcher ./assay, which knows where the parts are."));
    return new Installation(Path.of(root).toAbsolutePath().normalize());
  }

  /** The server that runs the platform. */
  public Path payaraMicro() {
    return built(root.resolve("platform-ear/local-network/target/launch/payara-micro.jar"));
  }

  /** The platform's web application. */
  public Path war() {
    return built(root.resolve("webapp/target/assay.war"));
  }

  private static Path built(Path file) {
    if (!Files.exists(file)) {
      throw new LocalNetworkException(file + " is not built; run ./mvnw package first.");
    }
    return file;
  }
}
