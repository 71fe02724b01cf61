package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.local.process.Installation;
import assay.local.process.PlatformProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server under settings that it must not run with. */
@Tag("release")
class SettingsIT {

  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @Test
  void shouldNotStartWithANameThatIsNoSettingOrAValueThatCannotBeRead() throws Exception {
    Path file = Files.writeString(folder.resolve("platform.properties"), "assay.db.usr=me\n");
    Map<String, String> settings =
        Map.of(
            "ASSAY_CHIAN_URL", "s3cr3t-canary",
            "ASSAY_CHAIN_ID", "mainnet",
            "ASSAY_SETTINGS_FILE", file.toString());

    try (PlatformProcess platform =
        PlatformProcess.start(Installation.current(), folder, freePort(), settings)) {
      Path log = folder.resolve("logs/platform.log");
      Wait.until(
          "the refusal",
          LONG,
          () ->
              Files.exists(log) && Files.readString(log).contains("did you mean ASSAY_CHAIN_URL?"));

      assertThat(Files.readString(log))
          .contains("ASSAY_CHAIN_ID (environment) is no whole number.")
          .contains("assay.db.usr (file) is no setting; did you mean assay.db.user?")
          .contains("ASSAY_DB_URL is not set; set it.")
          .doesNotContain("s3cr3t-canary");
      Wait.until("an answer that there is nothing", LONG, () -> status(platform) == 404);
    }
  }

  private static int status(PlatformProcess platform) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(platform.address().resolve("/api/v1/bounties")).build();
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
