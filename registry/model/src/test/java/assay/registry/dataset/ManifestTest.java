package assay.registry.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestTest {

  private final Manifest manifest = DatasetExamples.manifest();

  private static byte[] golden() throws IOException {
    try (InputStream in = ManifestTest.class.getResourceAsStream("manifest.json")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  @Test
  void shouldKeepItsFormat() throws IOException {
    assertThat(new String(manifest.toJson(), StandardCharsets.UTF_8))
        .isEqualTo(new String(golden(), StandardCharsets.UTF_8));
    assertThat(Manifest.parse(golden())).isEqualTo(manifest);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an unknown field      | "manifest" : 1,            | "manifest" : 1, "extra" : 2,
          another format        | "manifest" : 1,            | "manifest" : 2,
          a missing field       | "manifest" : 1,            | ''
          a doubled field       | "manifest" : 1,            | "manifest" : 1, "manifest" : 1,
          a text for a number   | "sampleCount" : 419        | "sampleCount" : "419"
          a fraction            | "sampleCount" : 419        | "sampleCount" : 419.5
          no samples            | "sampleCount" : 419        | "sampleCount" : 0
          a long number         | "sampleCount" : 419        | "sampleCount" : 99999999999999999999999
          a null                | "level" : "L1"             | "level" : null
          an unknown level      | "level" : "L1"             | "level" : "L9"
          a level by number     | "level" : "L1"             | "level" : 1
          a bad address         | 0x1111111111               | 0x11111111
          a bad CID             | bafkrei                    | bafyrei
          a CID that is a number| "cid" : "bafk              | "cid" : 1, "x" : "bafk
          a hash too short      | "cipherRoot" : "0x         | "cipherRoot" : "
          sizes that cannot be  | "plainBytes" : 19784       | "plainBytes" : 20000
          an empty licence      | "CC-BY-4.0"                | " "
          a control character   | first third                | first \\u001b[31m third
          a hidden character    | first third                | first \\u202e third
          a name of two lines   | first third                | first \\n third
          a bad format          | "format" : "csv"           | "format" : "../csv"
          a negative size       | 8,                         | -8,
          a null in a list      | 8,                         | null,
          an unknown type       | "UINT8"                    | "UINT9"
          trailing text         | "sampleCount" : 2          | "sampleCount" : 2 } ] } { "a": [ { "b" : 1
          """)
  void shouldRefuse(String what, String sound, String bad) throws IOException {
    String json = new String(golden(), StandardCharsets.UTF_8);
    String damaged = json.replaceFirst(Pattern.quote(sound), Matcher.quoteReplacement(bad));

    assertThat(damaged).as(what).isNotEqualTo(json);
    assertThatThrownBy(() -> Manifest.parse(damaged.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ManifestRefusedException.class)
        .hasMessageStartingWith("This is not an acceptable manifest: ");
  }

  @Test
  void shouldNameTheFieldThatIsWrong() throws IOException {
    String json = new String(golden(), StandardCharsets.UTF_8).replace("419", "0");

    assertThatThrownBy(() -> Manifest.parse(json.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("card")
        .hasMessageContaining("sample count is 0");
  }

  @Test
  void shouldRefuseOversizedAndDeepDocumentsWithoutReadingThem() {
    byte[] large = new byte[Manifest.MAX_BYTES + 1];
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Manifest.parse(large))
        .isInstanceOf(ManifestRefusedException.class)
        .hasMessageContaining("limit");
    assertThatThrownBy(() -> Manifest.parse(deep)).isInstanceOf(ManifestRefusedException.class);
  }

  @Test
  void shouldOnlyEverThrowTheNamedExceptionOnDamagedText() throws IOException {
    long seed = 20_260_103;
    System.out.println("ManifestTest seed " + seed);
    Random random = new Random(seed);
    byte[] golden = golden();
    for (int i = 0; i < 3000; i++) {
      byte[] damaged =
          Arrays.copyOf(golden, golden.length - random.nextInt(2) * random.nextInt(golden.length));
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        Manifest.parse(damaged);
      } catch (ManifestRefusedException expected) {
        assertThat(expected.code()).isEqualTo("manifest-refused");
      }
    }
  }

  @Test
  void shouldDescribeWhatWasRegisteredOnly() {
    DatasetVersion sound = DatasetExamples.version();
    DatasetVersion otherBytes =
        new DatasetVersion(
            sound.manifest(), Bytes32.ZERO, sound.bytes(), sound.licenceHash(), SharingLevel.L1);
    DatasetVersion otherLevel =
        new DatasetVersion(
            sound.manifest(),
            sound.cipherRoot(),
            sound.bytes(),
            sound.licenceHash(),
            SharingLevel.L2);

    manifest.requireDescribes(sound);

    assertThatThrownBy(() -> manifest.requireDescribes(otherBytes))
        .isInstanceOf(ManifestMismatchException.class)
        .hasMessageContaining("cipherRoot");
    assertThatThrownBy(() -> manifest.requireDescribes(otherLevel))
        .isInstanceOf(ManifestMismatchException.class)
        .hasMessageContaining("level");
  }

  @Test
  void shouldRefuseTheIdOfACopiedRegistration() {
    ContractAt registry = DatasetExamples.REGISTRY;
    Origin watcher = new Origin(new Address("0x" + "22".repeat(20)), manifest.origin().nonce());
    DatasetId copied = DatasetId.derive(registry, watcher, DatasetExamples.manifestCid().digest());

    manifest.requireOrigin(DatasetExamples.id(), registry, DatasetExamples.manifestCid());

    assertThatThrownBy(
            () -> manifest.requireOrigin(copied, registry, DatasetExamples.manifestCid()))
        .isInstanceOf(ManifestMismatchException.class)
        .hasMessageContaining("origin");
  }
}
