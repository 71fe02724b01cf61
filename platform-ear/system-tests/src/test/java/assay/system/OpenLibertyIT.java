package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.agent.platform.PlatformClient;
import assay.local.process.ChildProcess;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The EAR on a full Jakarta EE server takes a running platform's place: same chain, same database,
 * same answers. Needs the runtime that the profile {@code open-liberty} unpacks.
 */
@Tag("open-liberty")
class OpenLibertyIT {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final List<String> READ_PATHS =
      List.of("deployment", "datasets", "bounties", "pools");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Town town;
  private static Owner owner;
  private static Map<String, JsonNode> answersOfPayara;
  private static ChildProcess liberty;

  @BeforeAll
  static void replacePayaraByLiberty() throws Exception {
    town = Town.start("open-liberty");
    owner = Owner.settle(town, "owner", 0);
    Wait.until("the dataset to be listed", LONG, () -> isListed(owner.version()));
    answersOfPayara = answers();
    town.network().stop("platform");
    liberty =
        LibertyProcess.start(
            Path.of(System.getProperty("assay.home")),
            Path.of(System.getProperty("assay.liberty")).toAbsolutePath(),
            town.network().folder().root().resolve("liberty"),
            town.network().portal().getPort(),
            town.network().platformSettings());
    Wait.until("Open Liberty to be ready", LONG, () -> get("/health/ready").statusCode() == 200);
  }

  @AfterAll
  static void end() throws Exception {
    liberty.close();
    town.end();
  }

  @Test
  void shouldAnswerWhatPayaraMicroAnswered() throws Exception {
    assertThat(answers()).isEqualTo(answersOfPayara);
  }

  @Test
  void shouldServeThePortalWithItsSecurityHeaders() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(page.body()).contains("<div id=\"app\">");
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void shouldSignPeopleInAndTakeWhatTheyAskFor() throws Exception {
    Agent miner = town.open("miner-of-liberty");
    PlatformClient platform = miner.platform();

    platform.askAccess(owner.version(), Purpose.TRAIN, "to see another server at work");

    assertThat(owner.agent().platform().accessRequests())
        .anySatisfy(request -> assertThat(request.grantee()).isEqualTo(miner.address()));
  }

  @Test
  void shouldRefuseStrangersWithAProblem() throws Exception {
    HttpResponse<String> answer = get("/api/v1/access-requests");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  @Test
  void shouldStreamEventsFromTheFirst() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(at("/api/v1/events")).header("Last-Event-ID", "0-0").build();
    HttpResponse<InputStream> stream =
        HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());

    try (InputStream events = stream.body()) {
      assertThat(new String(events.readNBytes(200), StandardCharsets.UTF_8))
          .contains("id:", "data:");
    }
  }

  private static boolean isListed(VersionId version) throws Exception {
    return get("/api/v1/datasets").body().contains(version.dataset().toString());
  }

  private static Map<String, JsonNode> answers() throws IOException, InterruptedException {
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    for (String path : READ_PATHS) {
      answers.put(path, JSON.readTree(get("/api/v1/" + path).body()));
    }
    return answers;
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static URI at(String path) {
    return town.network().portal().resolve(path);
  }
}
