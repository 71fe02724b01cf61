package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ManyPatternsTest {

  private static final long SEED = 7;

  private static byte[] bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(3);
    }
    return bytes;
  }

  private static boolean isIn(byte[] text, int end, byte[] wanted) {
    for (int from = 0; from + wanted.length <= end; from++) {
      int same = 0;
      while (same < wanted.length && text[from + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }

  @Test
  void shouldFindWhatComparingEveryPlaceFinds() {
    System.out.println("Seed: " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    int found = 0;
    for (int i = 0; i < 2_000; i++) {
      List<byte[]> patterns = new ArrayList<>();
      for (int n = random.nextInt(1, 5); n > 0; n--) {
        patterns.add(bytes(random, random.nextInt(2, 9)));
      }
      byte[] text = bytes(random, random.nextInt(60));
      int end = random.nextInt(text.length + 1);

      boolean isThere = patterns.stream().anyMatch(pattern -> isIn(text, end, pattern));

      assertThat(new ManyPatterns(patterns).areIn(text, end)).isEqualTo(isThere);
      found += isThere ? 1 : 0;
    }
    assertThat(found).isBetween(500, 1_900);
  }
}
