package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.rig.ScriptedNvidiaSmi;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, whose PATH the test sets. */
@Timeout(120)
class MinerDevicesCommandTest {

  @TempDir private Path folder;

  @Test
  void shouldListTheCardsOnThePathWithAScriptedNvidiaSmi() throws IOException {
    String path = ScriptedNvidiaSmi.printing(folder, ScriptedNvidiaSmi.TWO_CARDS);

    JsonNode json = new ObjectMapper().readTree(said(path, "miner", "devices", "--json"));
    String table = said(path, "miner", "devices");

    assertThat(json.path("devices").path(0).path("kind").asText()).isEqualTo("cpu");
    assertThat(json.path("devices").path(1).path("memoryBytes").asLong()).isEqualTo(24L << 30);
    assertThat(json.path("devices").path(2).path("computeCapability").asText()).isEqualTo("9.0");
    assertThat(json.path("devices").path(2).has("temperatureCelsius")).isFalse();
    assertThat(table)
        .contains("gpu0      NVIDIA GeForce RTX 3090")
        .contains("1.0 / 24.0     61      211 / 350   97%")
        .contains("use the LibTorch engine");
  }

  private static String said(String path, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PATH", path);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
