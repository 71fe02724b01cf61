package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.content.Cid.Codec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForeignCidTest {

  private static final Cid HELLO =
      Cid.of(Codec.RAW, "hello IPFS\n".getBytes(StandardCharsets.UTF_8));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bafkreicouv3sksjuzxb3rbb6rziy6duakk2aikegsmtqtz5rsuppjorxsa",
        "zb2rhbwHLDXSdHnUAYDshTHwcicci5MKh1MpBKiDchkV53Gxo",
        "QmTderAKCn2mWygftbh1FiL9rSMrcCgcuQXduwpAio56m5"
      })
  void shouldFindTheDigestHoweverANodePrintsIt(String text) {
    assertThat(ForeignCid.digest(text)).contains(HELLO.digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b", "z", "Qm", "b1", "z0OIl", "hello", "bafkreicouv3sksjuzxb3rbb6r"})
  void shouldFindNothingInOtherTexts(String text) {
    assertThat(ForeignCid.digest(text)).isEmpty();
  }

  @Test
  void shouldNotReadEndlessTexts() {
    assertThat(ForeignCid.digest("z" + "2".repeat(1_000_000))).isEmpty();
  }
}
