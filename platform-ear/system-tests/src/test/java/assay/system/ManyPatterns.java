package assay.system;

import java.util.Arrays;
import java.util.List;

/**
 * Finds any of many byte strings in a text, skipping most of it: the last two bytes of a window
 * tell how far no string can begin (Wu and Manber, "A fast algorithm for multi-pattern searching",
 * 1994). Immutable.
 */
final class ManyPatterns {

  private static final int BLOCKS = 1 << 16;

  private final List<byte[]> patterns;
  private final int window;
  private final int[] skips = new int[BLOCKS];

  /**
   * @param patterns of two bytes at least
   */
  ManyPatterns(List<byte[]> patterns) {
    this.patterns = List.copyOf(patterns);
    this.window = patterns.stream().mapToInt(pattern -> pattern.length).min().orElseThrow();
    Arrays.fill(skips, window - 1);
    for (byte[] pattern : patterns) {
      for (int last = 1; last < window; last++) {
        int block = block(pattern, last);
        skips[block] = Math.min(skips[block], window - 1 - last);
      }
    }
  }

  /** Whether one of them is in the text before that end. */
  boolean areIn(byte[] text, int end) {
    int last = window - 1;
    while (last < end) {
      int skip = skips[block(text, last)];
      if (skip == 0 && beginsOne(text, last - window + 1, end)) {
        return true;
      }
      last += Math.max(1, skip);
    }
    return false;
  }

  private boolean beginsOne(byte[] text, int from, int end) {
    return patterns.stream()
        .filter(pattern -> from + pattern.length <= end)
        .anyMatch(
            pattern ->
                Arrays.equals(text, from, from + pattern.length, pattern, 0, pattern.length));
  }

  private static int block(byte[] text, int last) {
    return ((text[last - 1] & 0xff) << 8) | (text[last] & 0xff);
  }
}
