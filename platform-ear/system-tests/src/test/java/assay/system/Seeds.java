package assay.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Seeds that once failed run first and for ever; after them come new ones. */
final class Seeds {

  private static final Path NOTABLE = Path.of("notable-seeds.txt");

  private Seeds() {}

  /** The notable seeds and as many others as are missing to that number. */
  static List<Long> first(int count) throws IOException {
    Set<Long> seeds = new LinkedHashSet<>();
    if (Files.exists(NOTABLE)) {
      Files.readAllLines(NOTABLE).stream()
          .map(line -> line.replaceAll("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .map(Long::valueOf)
          .forEach(seeds::add);
    }
    LongStream.iterate(1, seed -> seed + 1)
        .filter(seed -> !seeds.contains(seed))
        .limit(Math.max(0, count - seeds.size()))
        .forEach(seeds::add);
    return List.copyOf(seeds);
  }

  /** Keeps a seed that failed. */
  static void keep(long seed, String why) throws IOException {
    Files.writeString(
        NOTABLE,
        seed + " # " + why.strip().lines().findFirst().orElse("") + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
