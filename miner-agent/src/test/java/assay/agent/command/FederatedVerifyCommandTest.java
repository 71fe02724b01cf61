package assay.agent.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.TestAccounts;
import assay.training.federated.round.RoundExamples;
import assay.training.federated.round.RoundLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger with the log of a federated job and nothing else. */
class FederatedVerifyCommandTest {

  private static final int FAILS = 1;
  private static final int USAGE = 2;
  private static final int BAD_INPUT = 3;
  private static final RoundLog LOG = new RoundExamples(TestAccounts.number(5)).log(3);

  @TempDir private Path folder;

  @Test
  void shouldHoldAndSayWhatOnlyAChainCouldTell() throws IOException {
    Heard heard = verify(LOG.write());

    assertThat(heard.code()).isZero();
    assertThat(heard.out())
        .contains("rounds of federated job " + LOG.job().bounty())
        .contains("ok         updates   9 updates, each signed by the site that sent it")
        .contains("ok         anchors   3 roots")
        .contains("unchecked  chain     no chain was asked");
  }

  @Test
  void shouldNameTheRoundThatWasAltered() throws IOException {
    Heard heard =
        verify(text().replaceFirst("\"samples\" : 101", "\"samples\" : 999").getBytes(UTF_8));

    assertThat(heard.code()).isEqualTo(FAILS);
    assertThat(heard.out()).contains("FAILS      updates   the update of round 1");
  }

  @Test
  void shouldAnswerProgramsInOneObject() throws IOException {
    Heard heard = verify(LOG.write(), "--json");

    assertThat(heard.out())
        .startsWith("{\"job\":\"" + LOG.job().bounty() + "\",\"holds\":true,\"claims\":[")
        .contains("{\"name\":\"order\",\"verdict\":\"holds\"");
  }

  @Test
  void shouldRefuseWhatIsNoLog() throws IOException {
    assertThat(verify("{}".getBytes(UTF_8)).code()).isEqualTo(BAD_INPUT);
    assertThat(Heard.from(List.of("federated", "verify", folder.toString())).code())
        .isEqualTo(USAGE);
  }

  private static String text() {
    return new String(LOG.write(), UTF_8);
  }

  private Heard verify(byte[] content, String... more) throws IOException {
    Path file = folder.resolve("rounds.json");
    Files.write(file, content);
    return Heard.from(
        Stream.concat(Stream.of("federated", "verify", file.toString()), Stream.of(more)).toList());
  }
}
