package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.Cid.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CidTest {

  private static final String HELLO = "bafkreicouv3sksjuzxb3rbb6rziy6duakk2aikegsmtqtz5rsuppjorxsa";

  @Test
  void shouldNameKnownContentAsEverybodyDoes() {
    byte[] hello = "hello IPFS\n".getBytes(StandardCharsets.UTF_8);

    Cid cid = Cid.of(Codec.RAW, hello);

    assertThat(cid.text()).isEqualTo(HELLO);
    assertThat(cid.names(hello)).isTrue();
    assertThat(cid.names(new byte[0])).isFalse();
  }

  @Test
  void shouldSurviveTextAndBytes() {
    Random random = new Random(42);
    for (int i = 0; i < 200; i++) {
      byte[] block = new byte[i];
      random.nextBytes(block);
      Cid cid = Cid.of(i % 2 == 0 ? Codec.RAW : Codec.DAG_PB, block);

      assertThat(Cid.parse(cid.text())).isEqualTo(cid);
      assertThat(Cid.ofBytes(cid.bytes())).isEqualTo(cid);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "b",
        "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG",
        "zb2rhk6GMPQF3hfzwXTaNYFLKomMeC6UXdUt6jZKPpeVirLtV",
        "BAFKREICOUV3SKSJUZXB3RBB6RZIY6DUAKK2AIKEGSMTQTZ5RSUPPJORXSA",
        "bafkreicouv3sksjuzxb3rbb6rziy6duakk2aikegsmtqtz5rsuppjorxsb",
        "bafkreicouv3sksjuzxb3rbb6rziy6duakk2aikegsmtqtz5rsuppjorx1a",
        "bafyreicouv3sksjuzxb3rbb6rziy6duakk2aikegsmtqtz5rsuppjorxsa"
      })
  void shouldRefuseWhatIsNotOurKindOfCid(String text) {
    assertThatThrownBy(() -> Cid.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseBytesOfAnotherHashOrLength() {
    byte[] bytes = Cid.parse(HELLO).bytes();
    byte[] otherHash = bytes.clone();
    otherHash[2] = 0x1b;

    assertThatThrownBy(() -> Cid.ofBytes(otherHash)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Cid.ofBytes(Arrays.copyOf(bytes, 37)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
