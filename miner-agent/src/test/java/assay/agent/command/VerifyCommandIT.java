package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.ChainSettings;
import assay.training.audit.SettledBounty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stranger with a node, a manifest and a folder of blocks. */
@Timeout(120)
class VerifyCommandIT {

  private static final int FAILS = 1;
  private static final int USAGE = 2;
  private static final int BAD_INPUT = 3;
  private static final String NOBODY = "0x" + "12".repeat(20);

  private static SettledBounty bounty;

  @TempDir private Path folder;

  @BeforeAll
  static void liveThroughABounty() {
    bounty = new SettledBounty();
  }

  @AfterAll
  static void stop() {
    bounty.close();
  }

  @Test
  void shouldHoldInEveryClaimForABountyThatSettled() {
    Said said = verify(id(), deployer(), "--json");

    assertThat(said.code()).isZero();
    assertThat(said.json().path("holds").asBoolean()).isTrue();
    assertThat(said.json().path("claims"))
        .hasSizeGreaterThan(30)
        .allSatisfy(claim -> assertThat(claim.path("verdict").asText()).isEqualTo("holds"));
  }

  @Test
  void shouldFailWhenTheStoreHasOtherBytes() throws IOException {
    bounty.saveBlocks(blocks());
    try (Stream<Path> files = Files.walk(blocks().resolve("blocks"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[0] ^= 1;
        Files.write(file, bytes);
      }
    }

    Said said = verify(id(), deployer());

    assertThat(said.code()).isEqualTo(FAILS);
    assertThat(said.out()).contains("FAILS      checkpoint");
  }

  @Test
  void shouldRefuseADeployerWhomNobodyNamed() {
    assertThat(verify(id(), NOBODY).code()).isEqualTo(BAD_INPUT);
  }

  @Test
  void shouldRefuseAnIdThatFitsNoBounty() {
    assertThat(verify("0xzz", deployer()).code()).isEqualTo(BAD_INPUT);
  }

  @Test
  void shouldWantToKnowWhereTheBytesAre() {
    List<String> words = words(id(), deployer());
    words.removeAll(List.of("--blocks", blocks().toString()));

    assertThat(Main.run(words.toArray(String[]::new))).isEqualTo(USAGE);
  }

  private static String id() {
    return bounty.id().toString().substring(0, 10);
  }

  private static String deployer() {
    return bounty.manifest().statement().deployer().toString();
  }

  private Path blocks() {
    return folder.resolve("blocks");
  }

  private List<String> words(String id, String deployers) {
    Path manifest = folder.resolve("deployment.json");
    bounty.manifest().save(manifest);
    return new ArrayList<>(
        List.of(
            "verify",
            "bounty",
            id,
            "--chain=" + bounty.node(),
            "--chain-id=" + ChainSettings.LOCAL_CHAIN_ID,
            "--finality=0",
            "--deployment=" + manifest,
            "--deployers=" + deployers,
            "--blocks",
            blocks().toString()));
  }

  /** What the command printed, and how it ended. */
  private record Said(int code, String out) {

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException e) {
        throw new AssertionError(out, e);
      }
    }
  }

  private Said verify(String id, String deployers, String... more) {
    if (!Files.exists(blocks())) {
      bounty.saveBlocks(blocks());
    }
    List<String> words = words(id, deployers);
    words.addAll(List.of(more));
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(words.toArray(String[]::new));
      return new Said(code, bytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }
}
