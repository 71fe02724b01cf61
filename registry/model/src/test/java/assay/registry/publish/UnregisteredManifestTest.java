package assay.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.content.Cid.Codec;
import assay.registry.dataset.DatasetCard;
import assay.registry.dataset.ElementType;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.Payload;
import assay.registry.dataset.SchemaField;
import assay.registry.dataset.SharingLevel;
import assay.registry.seal.Seal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The golden file is the portal's too: what a browser seals has the same form, byte for byte. */
final class UnregisteredManifestTest {

  private static final UnregisteredManifest MANIFEST =
      new UnregisteredManifest(
          Manifest.FORMAT,
          new DatasetCard(
              "A year of resting pulse, größer als \"je\" 😀",
              "One person.\n\tA row a day; C:\\pulse </script> \u2028 é.",
              "csv",
              List.of(
                  new SchemaField("day", ElementType.INT64, List.of(), false),
                  new SchemaField("image", ElementType.UINT8, List.of(28, 28), true)),
              9_007_199_254_740_991L,
              "CC-BY-NC-4.0",
              "",
              ""),
          SharingLevel.L2,
          new Payload(
              Cid.of(Codec.RAW, new byte[] {1}),
              new Seal(
                  Bytes32.sha256(new byte[] {1}), 20_000, Bytes32.sha256(new byte[] {2}), 19_784)),
          List.of());

  private static byte[] golden() throws IOException {
    try (InputStream in =
        UnregisteredManifestTest.class.getResourceAsStream("unregistered-manifest.json")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  @Test
  void shouldKeepItsFormat() throws IOException {
    assertThat(new String(MANIFEST.toJson(), StandardCharsets.UTF_8))
        .isEqualTo(new String(golden(), StandardCharsets.UTF_8));
    assertThat(UnregisteredManifest.parse(golden())).isEqualTo(MANIFEST);
  }
}
