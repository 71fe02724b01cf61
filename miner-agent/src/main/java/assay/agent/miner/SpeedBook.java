package assay.agent.miner;

import assay.agent.home.HomeException;
import assay.chain.Bytes32;
import assay.chain.UnfinishedFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How fast this rig trained each model before, in samples a second, kept in the home. What it never
 * trained it does not guess. A damaged book is begun anew: it costs estimates, nothing else.
 * Thread-safe.
 */
public final class SpeedBook {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_MODELS = 1_000;
  private static final double MILLIS = 1000;

  private final Path file;
  private final TreeMap<String, Double> speeds;

  private SpeedBook(Path file, Map<String, Double> speeds) {
    this.file = file;
    this.speeds = new TreeMap<>(speeds);
  }

  /** The book in that file, or an empty one. */
  public static SpeedBook open(Path file) {
    try {
      TreeMap<String, Double> speeds = new TreeMap<>();
      if (Files.exists(file)) {
        JsonNode book = JSON.readTree(file.toFile());
        book.properties().forEach(line -> speeds.put(line.getKey(), line.getValue().asDouble()));
      }
      speeds.values().removeIf(speed -> !isSpeed(speed));
      return new SpeedBook(file, speeds);
    } catch (JsonProcessingException e) {
      return new SpeedBook(file, Map.of());
    } catch (IOException e) {
      throw new HomeException(file, "cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Writes down how fast a model was trained.
   *
   * @param model hash of its spec
   * @param samplesPerSecond more than 0
   */
  public synchronized void measured(Bytes32 model, double samplesPerSecond) {
    if (!isSpeed(samplesPerSecond)) {
      return;
    }
    if (speeds.size() >= MOST_MODELS && !speeds.containsKey(model.hex())) {
      speeds.pollFirstEntry();
    }
    speeds.put(model.hex(), samplesPerSecond);
    try {
      UnfinishedFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(speeds));
    } catch (IOException e) {
      throw new HomeException(file, "cannot be written: " + e.getMessage() + ".", e);
    }
  }

  private static boolean isSpeed(double number) {
    return number > 0 && Double.isFinite(number);
  }

  /** How long the model would learn from so many samples, all epochs together. */
  public synchronized Optional<Duration> estimate(Bytes32 model, long samples) {
    return Optional.ofNullable(speeds.get(model.hex()))
        .map(speed -> Duration.ofMillis((long) (samples / speed * MILLIS)));
  }
}
