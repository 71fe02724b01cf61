package assay.engine.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** What accidents and attackers do to a file: bits, numbers, pieces and the end of it change. */
final class Mutations {

  private static final String[] NUMBERS = {
    "-1", "0", "9223372036854775807", "2147483647", "1e308", "NaN", "null", "[]", "{}", "\"\""
  };

  private Mutations() {}

  static byte[] of(byte[] file, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(file, random.nextInt(file.length));
      case 1 -> overwritten(file, number(random), random);
      case 2 -> overwritten(file, piece(file, random), random);
      case 3 -> overwritten(file, new byte[1 + random.nextInt(16)], random);
      default -> flipped(file, random);
    };
  }

  private static byte[] flipped(byte[] file, Random random) {
    byte[] flipped = file.clone();
    for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
      flipped[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return flipped;
  }

  private static byte[] number(Random random) {
    return NUMBERS[random.nextInt(NUMBERS.length)].getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] piece(byte[] file, Random random) {
    int from = random.nextInt(file.length);
    return Arrays.copyOfRange(file, from, Math.min(file.length, from + 1 + random.nextInt(64)));
  }

  private static byte[] overwritten(byte[] file, byte[] with, Random random) {
    byte[] changed = file.clone();
    int at = random.nextInt(file.length);
    System.arraycopy(with, 0, changed, at, Math.min(with.length, file.length - at));
    return changed;
  }
}
