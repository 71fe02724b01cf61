package assay.system;

import assay.local.process.ChildProcess;
import assay.local.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Open Liberty with the platform's EAR and the configuration that the product ships for it. */
final class LibertyProcess {

  private static final String SERVER = "assay";

  private LibertyProcess() {}

  /**
   * Starts the server in a fresh folder.
   *
   * @param installation the product, built
   * @param liberty the unpacked runtime ({@code wlp})
   * @param settings the platform's, as Payara Micro gets them
   */
  static ChildProcess start(
      Path installation, Path liberty, Path folder, int port, Map<String, String> settings)
      throws IOException {
    Path server = Files.createDirectories(folder.resolve("servers").resolve(SERVER));
    Files.copy(
        installation.resolve("packaging/open-liberty/server.xml"), server.resolve("server.xml"));
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("WLP_USER_DIR", folder.toString());
    environment.put("HTTP_PORT", String.valueOf(port));
    environment.put(
        "EAR_FILE", installation.resolve("platform-ear/ear/target/assay.ear").toString());
    return ChildProcess.start(
        "open-liberty", folder.resolve("liberty.log"), command(liberty), environment, line -> {});
  }

  private static List<String> command(Path liberty) {
    return List.of(
        JavaCommand.java(),
        "-Xmx768m",
        "-XX:+UseSerialGC",
        "-javaagent:" + liberty.resolve("bin/tools/ws-javaagent.jar"),
        "@" + liberty.resolve("lib/platform/java/java9.options"),
        "-jar",
        liberty.resolve("bin/tools/ws-server.jar").toString(),
        SERVER,
        "--clean");
  }
}
