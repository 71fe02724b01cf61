package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.accesslog.Access;
import assay.registry.accesslog.AccessEntry;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogAnchor;
import assay.registry.accesslog.LogFormat;
import assay.registry.accesslog.Outcome;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stranger with an exported log and nothing else. */
class VerifyLogCommandTest {

  private static final int FAILS = 1;
  private static final int USAGE = 2;
  private static final int BAD_INPUT = 3;
  private static final DatasetId DATASET = new DatasetId(Bytes32.keccak256("a dataset"));
  private static final Address OWNER = new Address("0x" + "ab".repeat(20));
  private static final Address GRANTEE = new Address("0x" + "12".repeat(20));
  private static final Address OTHER = new Address("0x" + "34".repeat(20));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void shouldHoldAndSayWhatOnlyAChainCouldTell(LogFormat format) throws IOException {
    Heard heard = verify(format, log());

    assertThat(heard.code()).isZero();
    assertThat(heard.out())
        .contains("access log of dataset " + DATASET)
        .contains("ok         entries   3 entries")
        .contains("ok         anchors   1 roots")
        .contains("unchecked  chain     no chain was asked")
        .contains("unchecked  cover     the newest 1 of 3 entries are under no anchor");
  }

  @ParameterizedTest
  @EnumSource
  void shouldNameTheFirstEntryThatWasAltered(LogFormat format) throws IOException {
    Path file = saved(format, log());
    String text = Files.readString(file);
    int second = text.indexOf(GRANTEE.toString(), text.indexOf(GRANTEE.toString()) + 1);
    Files.writeString(
        file, text.substring(0, second) + OTHER + text.substring(second + OTHER.hex().length()));

    Heard heard = Heard.from(List.of("verify", "log", file.toString()));

    assertThat(heard.code()).isEqualTo(FAILS);
    assertThat(heard.out()).contains("FAILS      entries   entry 1: what it says has the hash");
  }

  @Test
  void shouldTellPrograms() throws IOException {
    Heard heard = verify(LogFormat.JSON, log(), "--json");

    assertThat(heard.json().path("holds").asBoolean()).isTrue();
    assertThat(heard.json().path("claims"))
        .extracting(claim -> claim.path("verdict").asText())
        .containsExactly("holds", "holds", "cannot-be-checked", "cannot-be-checked");
  }

  @Test
  void shouldCallSomethingElseBadInput() throws IOException {
    Path file = Files.writeString(folder.resolve("letter.json"), "Dear auditor,");

    Heard heard = Heard.from(List.of("verify", "log", file.toString()));

    assertThat(heard.code()).isEqualTo(BAD_INPUT);
    assertThat(heard.err()).contains("This is not an acceptable log");
  }

  @Test
  void shouldWantAFileOfAKnownEnding() throws IOException {
    Path text = Files.writeString(folder.resolve("log.txt"), "");

    for (Path file : List.of(text, folder.resolve("none.csv"), folder)) {
      Heard heard = Heard.from(List.of("verify", "log", file.toString()));

      assertThat(heard.code()).isEqualTo(USAGE);
      assertThat(heard.err()).contains("'assay verify log --help'").hasLineCount(2);
    }
  }

  @Test
  void shouldWantAWholeChainOrNone() throws IOException {
    Heard heard = verify(LogFormat.CSV, log(), "--chain=http://127.0.0.1:1", "--chain-id=7");

    assertThat(heard.code()).isEqualTo(USAGE);
    assertThat(heard.err()).contains("--deployment");
  }

  private Heard verify(LogFormat format, AccessLog log, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("verify", "log", saved(format, log).toString()));
    words.addAll(List.of(more));
    return Heard.from(words);
  }

  private Path saved(LogFormat format, AccessLog log) throws IOException {
    return Files.write(folder.resolve("log." + format), format.write(log));
  }

  private static AccessLog log() {
    AccessEntry first = AccessEntry.first(access(0));
    AccessEntry second = first.next(access(1));
    AccessLog log =
        new AccessLog(DATASET, List.of(first, second, second.next(access(2))), List.of());
    LogAnchor anchor = new LogAnchor(OWNER, 0, log.roots().get(1), Bytes32.ZERO, 2);
    return new AccessLog(DATASET, log.entries(), List.of(anchor));
  }

  private static Access access(int second) {
    return new Access(
        Instant.parse("2026-01-31T12:00:00Z").plusSeconds(second),
        new VersionId(DATASET, 1),
        GRANTEE,
        Purpose.TRAIN,
        new GrantId(Bytes32.keccak256("a grant")),
        Outcome.RELEASED);
  }
}
