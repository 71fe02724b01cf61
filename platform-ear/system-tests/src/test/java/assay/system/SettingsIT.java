package assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.local.process.Installation;
import assay.local.process.LocalNetworkException;
import assay.local.process.PlatformProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server under settings that it must not run with. */
@Tag("release")
class SettingsIT {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String DESCRIPTION = "/api/v1/openapi.yaml";
  private static final String EXPORT = "/api/v1/exports/payouts?format=none";

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
      assertThatThrownBy(platform::waitUntilReady)
          .isInstanceOf(LocalNetworkException.class)
          .hasMessageContaining("refused to start");
    }
  }

  @Test
  void shouldHeedWhereAndThroughWhatPeopleCome() throws Exception {
    Path secret = Files.writeString(folder.resolve("password"), "unused\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> settings =
        Map.of(
            "ASSAY_CHAIN_URL", "http://127.0.0.1:1",
            "ASSAY_CHAIN_ID", "677281",
            "ASSAY_DEPLOYMENT_FILE", folder.resolve("none.json").toString(),
            "ASSAY_DB_URL", "jdbc:postgresql://127.0.0.1:1/assay",
            "ASSAY_DB_PASSWORD_FILE", secret.toString(),
            "ASSAY_PUBLIC_URL", "https://assay.example",
            "IPFS_API_URL", "http://127.0.0.1:1",
            "ASSAY_LIMIT_ADDRESS", "2",
            "ASSAY_LIMIT_EXPORTS", "2",
            "ASSAY_LIMIT_FORWARDED", "true");

    try (PlatformProcess platform =
        PlatformProcess.start(Installation.current(), folder, freePort(), settings)) {
      Wait.until("the description", LONG, () -> status(platform, DESCRIPTION, "192.0.2.1") == 200);

      assertThat(status(platform, DESCRIPTION, "192.0.2.7, 192.0.2.2")).isEqualTo(200);
      assertThat(status(platform, DESCRIPTION, "192.0.2.8, 192.0.2.2")).isEqualTo(200);
      assertThat(status(platform, DESCRIPTION, "192.0.2.9, 192.0.2.2")).isEqualTo(429);
      assertThat(status(platform, DESCRIPTION, "192.0.2.3")).isEqualTo(200);
      for (int host = 10; host < 15; host++) {
        assertThat(status(platform, EXPORT, "192.0.2." + host))
            .as("a place is free")
            .isEqualTo(400);
      }
      for (String path : List.of("/nothing", "/WEB-INF/web.xml")) {
        assertThat(ask(platform, path, "192.0.2.20").headers().map())
            .as(path)
            .containsEntry("strict-transport-security", List.of("max-age=31536000"));
      }
    }
  }

  private static int status(PlatformProcess platform) throws InterruptedException {
    return status(platform, "/api/v1/bounties", "192.0.2.1");
  }

  private static int status(PlatformProcess platform, String path, String forwardedFor)
      throws InterruptedException {
    try {
      return ask(platform, path, forwardedFor).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private static HttpResponse<Void> ask(PlatformProcess platform, String path, String forwardedFor)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(platform.address().resolve(path))
            .header("X-Forwarded-For", forwardedFor)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
