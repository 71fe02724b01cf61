package assay.chain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeploymentManifestPropertyTest {

  private static final long SEED = 20_261_120;

  @Test
  void shouldRefuseEveryFlippedByte() {
    Random random = new Random(SEED);
    byte[] bytes = TestManifests.of(7).toJson().getBytes(StandardCharsets.ISO_8859_1);
    for (int position = 0; position < bytes.length; position++) {
      byte[] flipped = bytes.clone();
      flipped[position] ^= (byte) (1 + random.nextInt(255));

      assertThatThrownBy(
              () -> DeploymentManifest.parse(new String(flipped, StandardCharsets.ISO_8859_1)))
          .as("seed %d, byte %d", SEED, position)
          .isNotNull();
    }
  }
}
