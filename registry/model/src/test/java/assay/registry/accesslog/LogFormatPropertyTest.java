package assay.registry.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.registry.audit.LogClaim;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFormatPropertyTest {

  private static final long SEED = 20_261_123;
  private static final int LOGS = 30;
  private static final int BYTES = 60;

  private final Random random = new Random(SEED);
  private final LogExamples examples = new LogExamples(random);

  @ParameterizedTest
  @EnumSource
  void shouldReadWhatItWrote(LogFormat format) {
    System.out.println("LogFormatPropertyTest seed " + SEED);
    for (int entries = 1; entries <= LOGS; entries++) {
      AccessLog log = examples.anchored(entries);

      assertThat(format.read(format.write(log))).isEqualTo(log);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadALogWithoutEntries(LogFormat format) {
    AccessLog empty = new AccessLog(LogExamples.DATASET, List.of(), List.of());

    assertThat(format.read(format.write(empty))).isEqualTo(empty);
  }

  /** Some bytes may change without a change of meaning, such as a letter's case in hex. */
  @ParameterizedTest
  @EnumSource
  void shouldLetNoAlteredByteChangeWhatHolds(LogFormat format) {
    for (int round = 0; round < LOGS; round++) {
      AccessLog log = examples.anchored(1 + random.nextInt(6));
      byte[] file = format.write(log);
      for (int i = 0; i < BYTES; i++) {
        byte[] altered = file.clone();
        altered[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(7));

        assertThat(isTheSameOrFound(format, altered, log)).as(text(altered)).isTrue();
      }
    }
  }

  private static boolean isTheSameOrFound(LogFormat format, byte[] altered, AccessLog log) {
    try {
      AccessLog read = format.read(altered);
      return read.equals(log)
          || LogClaim.anyFails(new LogAudit(read).against(LogExamples.evidence(log)));
    } catch (AccessLogRefusedException e) {
      return true;
    }
  }

  @Test
  void shouldKnowATableThatWasCut() {
    String table = text(LogFormat.CSV.write(examples.anchored(5)));
    List<String> lines = table.lines().toList();

    String cut = String.join("\r\n", lines.subList(0, 5)) + "\r\n";

    assertRefused(LogFormat.CSV, cut, "5 entries up to");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "a,b\r\n", "\"", "dataset,record\r\n1\r\n", "\u0000", "{}"})
  void shouldRefuseWhatIsNoLog(String text) {
    assertRefused(LogFormat.CSV, text, "This is not an acceptable log");
    assertRefused(LogFormat.JSON, text, "This is not an acceptable log");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "entry", "anchor,", ",entry,,,,,,,,,,,"})
  void shouldRefuseARowThatIsNone(String row) {
    String table = text(LogFormat.CSV.write(examples.anchored(1)));

    assertRefused(LogFormat.CSV, table + row + "\r\n", "line 6");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00.000Z",
    "train, 1",
    "released, RELEASED",
    "'entry,0,', 'entry,00,'",
    "'released,', 'released,,'"
  })
  void shouldReadEachValueInOneTextOnly(String usual, String other) {
    String table = text(LogFormat.CSV.write(oneRelease()));
    assertThat(table).contains(usual);

    assertRefused(LogFormat.CSV, table.replace(usual, other), "line 3");
  }

  private AccessLog oneRelease() {
    Access access =
        new Access(
            Instant.parse("2026-01-31T12:00:00Z"),
            new VersionId(LogExamples.DATASET, 1),
            new Address("0x" + "12".repeat(20)),
            Purpose.TRAIN,
            new GrantId(examples.word()),
            Outcome.RELEASED);
    return new AccessLog(LogExamples.DATASET, List.of(AccessEntry.first(access)), List.of());
  }

  @Test
  void shouldRefuseEntriesOfAnotherDataset() {
    String table = text(LogFormat.CSV.write(examples.anchored(2)));
    String id = LogExamples.DATASET.toString();
    int last = table.lastIndexOf(id);

    String mixed = table.substring(0, last) + examples.word() + table.substring(last + id.length());

    assertRefused(LogFormat.CSV, mixed, "another dataset");
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadNothingBeyondItsLimit(LogFormat format) {
    byte[] tooLong = new byte[LogFormat.MAX_BYTES + 1];

    assertThatThrownBy(() -> format.read(tooLong))
        .isInstanceOf(AccessLogRefusedException.class)
        .hasMessageContaining("are the limit");
  }

  @Test
  void shouldTellTheFormatByTheFilesName() {
    assertThat(LogFormat.of(Path.of("log.csv"))).isEqualTo(LogFormat.CSV);
    assertThat(LogFormat.of(Path.of("a.b/log.JSON"))).isEqualTo(LogFormat.JSON);
    assertThatThrownBy(() -> LogFormat.of(Path.of("log.txt")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write csv or json");
  }

  private static void assertRefused(LogFormat format, String text, String reason) {
    assertThatThrownBy(() -> format.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(AccessLogRefusedException.class)
        .hasMessageContaining(reason);
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }
}
