package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {

  private static final String CANARY = "s3cr3t-canary";

  @TempDir private Path folder;
  private Path settings;

  @BeforeEach
  void write() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), CANARY);
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Path manifest = Files.writeString(folder.resolve("deployment.json"), "{}");
    settings =
        Files.writeString(
            folder.resolve("platform.properties"),
            String.join(
                "\n",
                "assay.chain.url=http://127.0.0.1:8545",
                "assay.chain.id=31337",
                "assay.deployment.file=" + manifest,
                "assay.db.url=jdbc:postgresql://127.0.0.1:5432/assay",
                "assay.db.password.file=" + password,
                "assay.public.url=http://127.0.0.1:8080",
                "ipfs.api.url=http://127.0.0.1:5001"));
  }

  private Said check(String... more) {
    return Said.by(more, "config", "check", "--file=" + settings);
  }

  @Test
  void shouldShowWhatCountsAndWhereItIsFrom() {
    Said said = check("-Dassay.chain.finality=6");

    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .containsPattern("ASSAY_CHAIN_ID +file +31337")
        .containsPattern("ASSAY_CHAIN_FINALITY +flag +6")
        .containsPattern("ASSAY_SIGN_IN_LIFETIME +default +PT15M")
        .doesNotContain(CANARY);
  }

  @Test
  void shouldEndWith3WhereTheFileCannotBeRead() throws IOException {
    Files.delete(settings);

    Said said = check();

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("platform.properties cannot be read");
  }

  @Test
  void shouldEndWith3AndSayWhatIsWrong() throws IOException {
    Files.writeString(settings, "\nassay.chian.id=" + CANARY, StandardOpenOption.APPEND);

    Said said = check("-Dassay.index.rebuild=" + CANARY, "--json");

    assertThat(said.code()).isEqualTo(3);
    JsonNode json = new ObjectMapper().readTree(said.out());
    assertThat(json.path("sound").asBoolean(true)).isFalse();
    assertThat(json.path("settings").findValuesAsText("problem"))
        .containsExactly(
            "ASSAY_INDEX_REBUILD (flag) is neither true nor false.",
            "assay.chian.id (file) is no setting; did you mean assay.chain.id?");
    assertThat(said.out() + said.err()).doesNotContain(CANARY);
  }
}
