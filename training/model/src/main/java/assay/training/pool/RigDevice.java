package assay.training.pool;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A device of a rig as its owner tells of it; nobody has checked it.
 *
 * @param name as its maker calls it, at most 80 characters
 * @param cores of processors, else 0; at most 65 536
 * @param memory bytes, 0 where it is not known; at most 2^50
 * @param capability NVIDIA's compute capability such as {@code 8.6}, empty where there is none
 */
public record RigDevice(Kind kind, String name, int cores, long memory, String capability) {

  private static final int LONGEST_NAME = 80;
  private static final int MOST_CORES = 1 << 16;
  private static final long MOST_MEMORY = 1L << 50;
  private static final Pattern CAPABILITY = Pattern.compile("|[1-9]\\d?\\.\\d");

  /** What it is. */
  public enum Kind {
    CPU("cpu"),
    GPU("gpu"),
    OTHER("other");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /** The kind with this word. */
    public static Kind parse(String word) {
      List<String> words = Arrays.stream(values()).map(Kind::word).toList();
      return Arrays.stream(values())
          .filter(kind -> kind.word.equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "There is no kind of device of that name; write one of " + words + "."));
    }
  }

  public RigDevice {
    PlainLine.require("A device's name", name, LONGEST_NAME);
    if (cores < 0 || cores > MOST_CORES || memory < 0 || memory > MOST_MEMORY) {
      throw new IllegalArgumentException(
          "A device has %d cores and %d bytes of memory; at most %d and %d can be told."
              .formatted(cores, memory, MOST_CORES, MOST_MEMORY));
    }
    if (!CAPABILITY.matcher(capability).matches()) {
      throw new IllegalArgumentException(
          "A compute capability is two numbers such as 8.6; leave it empty where there is none.");
    }
  }
}
