package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.OfflineHome;
import assay.agent.home.AgentHome;
import assay.agent.rig.ScriptedNvidiaSmi;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A miner in a process of its own that reaches neither chain nor platform. */
@Timeout(180)
class MinerRunCommandTest {

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();
  private AgentHome home;
  private String path;

  @BeforeEach
  void makeAHome() throws IOException {
    home = OfflineHome.in(folder);
    path = ScriptedNvidiaSmi.printing(folder, ScriptedNvidiaSmi.TWO_CARDS);
  }

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private Process start(String... words) throws IOException {
    return start(home, words);
  }

  private Process start(AgentHome home, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-Duser.home=" + folder, "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(words));
    command.add("--home=" + home.folder());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PATH", path);
    builder.redirectErrorStream(true);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Heard status() {
    return Heard.from(List.of("miner", "status", "--json", "--home=" + home.folder()));
  }

  private JsonNode awaitStatus(Process miner) throws InterruptedException {
    Heard heard = status();
    while (heard.code() != 0) {
      assertThat(miner.isAlive()).isTrue();
      Thread.onSpinWait();
      miner.waitFor(100, TimeUnit.MILLISECONDS);
      heard = status();
    }
    return heard.json();
  }

  @Test
  void shouldShowItsDevicesWithAScriptedNvidiaSmiUntilItIsKilled() throws Exception {
    assertThat(status().code()).isEqualTo(1);
    assertThat(status().err()).contains("No miner runs in " + home.folder());
    Process miner = start("miner", "run");

    JsonNode shown = awaitStatus(miner);
    Heard table = Heard.from(List.of("miner", "status", "--home=" + home.folder()));

    assertThat(shown.path("account").asText()).isEqualTo(home.account().address().toString());
    assertThat(shown.path("devices").findValuesAsText("name"))
        .contains("NVIDIA GeForce RTX 3090", "NVIDIA H200");
    assertThat(shown.path("jobs")).isEmpty();
    assertThat(table.out())
        .contains("NVIDIA GeForce RTX 3090", "97%", "211", "1.0 / 24.0", "No job now.");
    miner.destroyForcibly().waitFor();

    assertThat(status().code()).isEqualTo(1);
  }

  @Test
  void shouldServeItsStatusWhereItIsTold() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.writeString(home.minerSettings(), "status.port=" + port + "\n");
    Process miner = start("miner", "run");
    awaitStatus(miner);

    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/status.json"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(page.statusCode()).isEqualTo(200);
    JsonNode json = new ObjectMapper().readTree(page.body());
    assertThat(json.path("process").asLong()).isEqualTo(miner.pid());
  }

  @Test
  void shouldRestWhenADeviceIsHotWithAScriptedNvidiaSmi() throws Exception {
    Files.writeString(home.minerSettings(), "stop.temperature=60\n");

    JsonNode shown = awaitStatus(start("miner", "run"));

    assertThat(shown.path("rest").asText()).contains("is hot: 61 °C, the limit is 60");
    assertThat(home.logs().resolve("agent.jsonl")).content().contains("\"training-rests\"");
  }

  @Test
  void shouldRefuseASecondMinerOnTheSameHome() throws Exception {
    awaitStatus(start("miner", "run"));

    Process second = start("miner", "run");
    String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(second.waitFor()).isNotZero();
    assertThat(said).contains("is in use by another program");
  }

  @Test
  void shouldRefuseASecondMinerWithTheSameKeyInAnotherHome() throws Exception {
    AgentHome copy = new AgentHome(folder.resolve("copy"));
    Files.createDirectory(copy.folder());
    for (String file :
        List.of("account.json", "account.password", "identity.age", "agent.properties")) {
      Files.copy(
          home.folder().resolve(file),
          copy.folder().resolve(file),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    awaitStatus(start("miner", "run"));

    Process second = start(copy, "miner", "run");
    String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(second.waitFor()).isEqualTo(3);
    assertThat(said).contains("Another program uses the key of " + home.account().address());
  }
}
