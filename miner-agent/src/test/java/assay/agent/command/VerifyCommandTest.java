package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.TestManifests;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stranger who gives something else than a store, or no trusted manifest. */
class VerifyCommandTest {

  private static final int USAGE = 2;
  private static final int CONFIGURATION = 3;
  private static final int UNREACHABLE = 4;
  private static final String NOBODY = "http://127.0.0.1:1";

  @TempDir private Path folder;
  private Path manifest;

  @BeforeEach
  void haveAManifest() {
    manifest = folder.resolve("deployment.json");
    TestManifests.of(7).save(manifest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "/tmp", "127.0.0.1:5001", "ftp://127.0.0.1", "http:///"})
  void shouldWantAnAddressForAStore(String store) {
    Heard heard = verify("--store=" + store);

    assertThat(heard.code()).isEqualTo(USAGE);
    assertThat(heard.err())
        .contains("'" + store + "' is no address; write http://HOST:PORT", "--blocks FOLDER")
        .contains("'assay verify bounty --help'")
        .hasLineCount(2);
  }

  @Test
  void shouldNotTakeSomethingElseForAStore() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.start();
    try {
      Heard heard = verify("--store=http://127.0.0.1:" + other.getAddress().getPort());

      assertThat(heard.code()).isEqualTo(CONFIGURATION);
      assertThat(heard.err()).contains("is no content store").contains("status 404");
      assertThat(heard.out()).isEmpty();
    } finally {
      other.stop(0);
    }
  }

  @Test
  void shouldSayThatTheStoreDoesNotAnswer() {
    Heard heard = verify("--store=" + NOBODY);

    assertThat(heard.code()).isEqualTo(UNREACHABLE);
    assertThat(heard.err()).contains("The content store at " + NOBODY + " cannot be reached");
  }

  @Test
  void shouldRefuseAFolderThatIsNoStoresAndWriteNothingThere() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    Heard heard = verify("--blocks=" + empty);

    assertThat(heard.code()).isEqualTo(USAGE);
    assertThat(heard.err()).contains(empty + " is no block store's folder").hasLineCount(2);
    assertThat(verify("--blocks=" + folder.resolve("none")).code()).isEqualTo(USAGE);
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void shouldHelpWithWhatItMeansAndHowItEnds() {
    Heard heard = Heard.from(List.of("verify", "bounty", "--help"));

    assertThat(heard.out().replaceAll("\\s+", " "))
        .contains("Example:", "Exit codes:", "nothing speaks against the claim")
        .contains("/api/v1/deployment/manifest", "by another way");
  }

  @Test
  @DisabledIfEnvironmentVariable(named = "ASSAY_DEPLOYERS", matches = ".+")
  void shouldWantToKnowWhomToTrust() {
    Heard heard =
        Heard.from(
            List.of(
                "verify",
                "bounty",
                "0xab",
                "--chain=" + NOBODY,
                "--chain-id=7",
                "--store=" + NOBODY,
                "--deployment=" + manifest));

    assertThat(heard.code()).isEqualTo(USAGE);
    assertThat(heard.err()).contains("--deployers");
  }

  @Test
  void shouldExplainANumberThatCannotBeInTwoLines() {
    Heard heard = verify("--store=" + NOBODY, "--finality=-1");

    assertThat(heard.code()).isEqualTo(USAGE);
    assertThat(heard.err())
        .contains("Finality is -1 blocks", "'assay verify bounty --help'")
        .hasLineCount(2);
  }

  private Heard verify(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "verify",
                "bounty",
                "0xab",
                "--chain=" + NOBODY,
                "--chain-id=7",
                "--deployment=" + manifest,
                "--deployers=" + TestManifests.TRUSTED));
    words.addAll(List.of(more));
    return Heard.from(words);
  }
}
