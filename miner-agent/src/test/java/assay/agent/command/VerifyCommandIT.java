package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.ChainSettings;
import assay.chain.TestManifests;
import assay.training.audit.SettledBounty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private static final int UNREACHABLE = 4;
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
    Heard said = verify(id(), deployer(), "--json");

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

    Heard said = verify(id(), deployer());

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

    assertThat(Heard.from(words).code()).isEqualTo(USAGE);
  }

  @Test
  void shouldFindTheBountyWhateverTheCaseOfItsId() {
    String digits = id().substring(2).toUpperCase(Locale.ROOT);

    assertThat(verify(digits, deployer()).code()).isZero();
  }

  @Test
  void shouldSayThatNoBountyIsFinalYet() {
    List<String> words = words(bounty.id().toString(), deployer());
    bounty.saveBlocks(blocks());
    words.replaceAll(word -> word.equals("--finality=0") ? "--finality=1000000" : word);

    Heard said = Heard.from(words);

    assertThat(said.code()).isEqualTo(BAD_INPUT);
    assertThat(said.err()).contains("No bounty is final at a finality of 1000000 blocks");
  }

  @Test
  void shouldCallTheManifestOfAnotherChainBadInput() throws IOException {
    List<String> words = words(id(), deployer());
    bounty.saveBlocks(blocks());
    TestManifests.of(7).save(folder.resolve("other.json"));
    words.removeIf(word -> word.startsWith("--deployment") || word.startsWith("--deployers"));
    words.add("--deployment=" + folder.resolve("other.json"));
    words.add("--deployers=" + TestManifests.TRUSTED);

    Heard said = Heard.from(words);

    assertThat(said.code()).isEqualTo(BAD_INPUT);
    assertThat(said.err()).contains("the manifest is for chain 7. Take the manifest of this chain");
    assertThat(said.out()).isEmpty();
  }

  @Test
  void shouldSayWhatToDoAboutBlocksThatAreMissing() throws IOException {
    Files.createDirectories(blocks().resolve("blocks"));

    Heard said = verify(id(), deployer());

    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("unchecked  checkpoint").contains("try another store");
    assertThat(blocks()).isDirectoryContaining(part -> part.endsWith("blocks"));
    try (Stream<Path> parts = Files.list(blocks())) {
      assertThat(parts).hasSize(1);
    }
  }

  @Test
  void shouldBlameNobodyForAStoreThatDoesNotAnswer() {
    List<String> words = words(id(), deployer());
    words.removeAll(List.of("--blocks", blocks().toString()));
    words.add("--store=http://127.0.0.1:1");

    assertThat(Heard.from(words).code()).isEqualTo(UNREACHABLE);
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

  private Heard verify(String id, String deployers, String... more) {
    if (!Files.exists(blocks())) {
      bounty.saveBlocks(blocks());
    }
    List<String> words = words(id, deployers);
    words.addAll(List.of(more));
    return Heard.from(words);
  }
}
