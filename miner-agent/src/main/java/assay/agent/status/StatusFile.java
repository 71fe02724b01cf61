package assay.agent.status;

import assay.agent.home.HomeException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a running miner leaves its status for other programs of its owner. A reader sees a whole
 * document or none; after a kill the last one stays, so whoever reads it asks whether its writer
 * still runs. It is not flushed to disk: nobody needs it after a power cut.
 */
public record StatusFile(Path file) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Clocks of process tables count in hundredths. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  /** Puts the document in the place of the last. */
  public void write(ObjectNode status) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(part, JSON.writeValueAsBytes(status));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new HomeException(file, "cannot be written: " + e.getMessage() + ".", e);
    }
  }

  /** The document of a miner that runs now; nothing if none does. */
  public Optional<ObjectNode> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(file.toFile());
      return json instanceof ObjectNode status && isOfARunningProcess(status)
          ? Optional.of(status)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new HomeException(
          file, "is no status of a miner; delete it, a running one writes it anew.", e);
    } catch (IOException e) {
      throw new HomeException(file, "cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** The number alone may be another program's by now. */
  private static boolean isOfARunningProcess(ObjectNode status) {
    Optional<Instant> started =
        ProcessHandle.of(status.path("process").asLong())
            .filter(ProcessHandle::isAlive)
            .flatMap(process -> process.info().startInstant());
    try {
      Instant told = Instant.parse(status.path("startedAt").asText());
      return started.isPresent()
          && Duration.between(told, started.get()).abs().compareTo(SAME_START) <= 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** When this very process was started, as {@link #read} compares it. */
  public static Instant startOfThisProcess() {
    return Objects.requireNonNull(
        ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH));
  }
}
