package assay.system;

import assay.training.data.CsvData;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.io.IOUtils;

/**
 * Looks for plain data that must be in memory only, in every file of a folder and in the swap
 * files: samples as their owner wrote them, and as programs keep them in binary.
 */
final class CanaryHunt {

  private static final int CANARIES = 5;
  private static final int STEP = 1 << 20;
  private static final Path SWAPS = Path.of("/proc/swaps");

  private final List<byte[]> canaries = new ArrayList<>();
  private final ManyPatterns search;

  CanaryHunt(LabelledData secret) throws IOException {
    for (int i = 0; i < CANARIES; i++) {
      int index = i * (secret.size() / CANARIES);
      canaries.add(row(secret.select(index)));
      canaries.add(binary(secret.sample(index), ByteOrder.LITTLE_ENDIAN));
      canaries.add(binary(secret.sample(index), ByteOrder.BIG_ENDIAN));
    }
    search = new ManyPatterns(canaries);
  }

  private static byte[] row(LabelledData one) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvData.write(one, out);
    return out.toString(StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] binary(Sample sample, ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.allocate(sample.values().length * Float.BYTES).order(order);
    bytes.asFloatBuffer().put(sample.values());
    return bytes.array();
  }

  /** Where a canary was found. */
  List<Path> found(Path folder, Predicate<Path> isLeftOut) throws IOException {
    List<Path> files = new ArrayList<>(swapFiles());
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile).filter(isLeftOut.negate()).forEach(files::add);
    }
    List<Path> found = new ArrayList<>();
    for (Path file : files) {
      if (holdsOne(file)) {
        found.add(file);
      }
    }
    return found;
  }

  private static List<Path> swapFiles() throws IOException {
    if (!Files.exists(SWAPS)) {
      return List.of();
    }
    return Files.readAllLines(SWAPS).stream()
        .skip(1)
        .map(line -> Path.of(line.split("\\s+", 2)[0]))
        .filter(Files::isReadable)
        .toList();
  }

  /** Reads in steps that overlap by a canary's length. */
  private boolean holdsOne(Path file) throws IOException {
    int overlap = canaries.stream().mapToInt(canary -> canary.length).max().orElseThrow();
    byte[] window = new byte[overlap + STEP];
    int kept = 0;
    try (var in = Files.newInputStream(file)) {
      for (int read = IOUtils.read(in, window, 0, window.length);
          read > 0;
          read = IOUtils.read(in, window, kept, window.length - kept)) {
        int end = kept + read;
        if (search.areIn(window, end)) {
          return true;
        }
        kept = Math.min(overlap, end);
        System.arraycopy(window, end - kept, window, 0, kept);
      }
      return false;
    } catch (NoSuchFileException e) {
      // The network is alive: files come and go.
      return false;
    }
  }
}
