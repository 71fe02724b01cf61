package assay.agent.approval;

import assay.agent.home.AgentHome;
import assay.agent.home.HomeException;
import assay.chain.Bytes32;
import assay.registry.wire.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an owner's decisions wait for his agent: one file for each request, so that he can decide
 * while his agent runs.
 */
public final class OwnerWords {

  private static final int LONGEST = 1 << 14;

  private final Path folder;
  private final StrictJson<OwnerWord> json =
      new StrictJson<>(OwnerWord.class, LONGEST, this::refusal);

  public OwnerWords(AgentHome home) {
    this.folder = home.decisions();
  }

  /** Leaves a decision, in the place of one before it. */
  public void leave(Bytes32 request, OwnerWord word) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new HomeException(folder, "cannot be made: " + e.getMessage() + ".", e);
    }
    WholeFile.write(file(request), json.write(word));
  }

  /** The decision about a request, if it has not been done yet. */
  public Optional<OwnerWord> find(Bytes32 request) {
    try {
      return Optional.of(json.read(Files.readAllBytes(file(request))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new HomeException(folder, "cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** Forgets a decision that is done. */
  public void drop(Bytes32 request) {
    try {
      Files.deleteIfExists(file(request));
    } catch (IOException e) {
      throw new HomeException(folder, "cannot be cleared: " + e.getMessage() + ".", e);
    }
  }

  private Path file(Bytes32 request) {
    return folder.resolve(request.hex() + ".json");
  }

  private HomeException refusal(String words, Throwable cause) {
    return new HomeException(folder, "holds a decision that cannot be read: " + words, cause);
  }
}
