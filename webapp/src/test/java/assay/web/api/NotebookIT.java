package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.tool.DebianTool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The notebook of docs/api, its cells run in their order. */
@ExtendWith(ApiExtension.class)
class NotebookIT {

  private static final Path NOTEBOOK = Path.of("../docs/api/bounties.ipynb");
  private static final int SECONDS = 60;

  private final ApiServer server;
  @TempDir private Path folder;

  NotebookIT(ApiServer server) {
    this.server = server;
  }

  @BeforeAll
  static void findPython() {
    DebianTool.require("python3", "python3");
  }

  @Test
  void shouldRunAsItStands() throws Exception {
    server.restore();

    String printed = run(cells());

    assertThat(printed)
        .contains("0xb1b1b1b1 OPEN")
        .containsPattern("0x[0-9a-fA-F]{40} [0-9.]+ ETH")
        .contains("urn:assay:problem:malformed");
  }

  private static String cells() throws IOException {
    JsonNode notebook = new ObjectMapper().readTree(NOTEBOOK.toFile());
    return StreamSupport.stream(notebook.path("cells").spliterator(), false)
        .filter(cell -> cell.path("cell_type").asText().equals("code"))
        .map(NotebookIT::text)
        .collect(Collectors.joining("\n"));
  }

  private static String text(JsonNode cell) {
    return StreamSupport.stream(cell.path("source").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining())
        + "\n";
  }

  private String run(String program) throws Exception {
    Path printed = folder.resolve("printed");
    Path key = Files.writeString(folder.resolve("key"), Persona.READ_KEY.token().orElseThrow());
    ProcessBuilder python =
        new ProcessBuilder(
                "python3", Files.writeString(folder.resolve("cells.py"), program).toString())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    python.environment().putAll(Map.of("ASSAY_API", base(), "ASSAY_KEY_FILE", key.toString()));
    Process process = python.start();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(printed);
    assertThat(ended && process.exitValue() == 0).as(said).isTrue();
    return said;
  }

  private String base() {
    String base = server.base().toString();
    return base.substring(0, base.length() - 1);
  }
}
