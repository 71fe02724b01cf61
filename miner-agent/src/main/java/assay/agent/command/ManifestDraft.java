package assay.agent.command;

import assay.chain.DeploymentFileException;
import assay.chain.DeploymentManifest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The manifest of a deployment that is not final yet, in a file beside the one it will become. The
 * file is made before the first transaction; while it is there, a deployment that was stopped can
 * go on.
 */
final class ManifestDraft implements AutoCloseable {

  private final Path place;
  private final Path file;
  private final PrintStream results;
  private final PrintStream talk;
  private Optional<DeploymentManifest> kept = Optional.empty();

  private ManifestDraft(Path place, PrintStream results, PrintStream talk) {
    this.place = place;
    this.file = place.resolveSibling(place.getFileName() + ".unfinished");
    this.results = results;
    this.talk = talk;
  }

  /**
   * Opens the draft that an earlier run left, or makes an empty one.
   *
   * @param results gets the manifest if in the end no file takes it
   * @throws IOException if it cannot be written
   * @throws DeploymentFileException if what is there is no manifest
   */
  static ManifestDraft of(Path place, PrintStream results, PrintStream talk) throws IOException {
    ManifestDraft draft = new ManifestDraft(place.toAbsolutePath(), results, talk);
    try (OutputStream writable =
        Files.newOutputStream(draft.file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      writable.flush();
    }
    if (Files.size(draft.file) > 0) {
      draft.kept = Optional.of(DeploymentManifest.load(draft.file));
    }
    return draft;
  }

  Path file() {
    return file;
  }

  /** What an earlier run created and signed. */
  Optional<DeploymentManifest> kept() {
    return kept;
  }

  /** Writes the manifest down; false if the file does not take it. */
  boolean keep(DeploymentManifest manifest) {
    try {
      manifest.save(file);
      kept = Optional.of(manifest);
      return true;
    } catch (DeploymentFileException e) {
      return false;
    }
  }

  /**
   * Makes it the final file.
   *
   * @throws DeploymentFileException if that fails; the manifest was printed then
   */
  void finish(DeploymentManifest manifest) {
    try {
      if (!kept.equals(Optional.of(manifest))) {
        manifest.save(file);
      }
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
      kept = Optional.empty();
    } catch (IOException | DeploymentFileException e) {
      results.print(manifest.toJson());
      results.flush();
      throw DeploymentFileException.onlyPrinted(place, e);
    }
  }

  /** Leaves no empty file behind, and says what a file that stays is good for. */
  @Override
  public void close() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    if (Files.size(file) == 0) {
      Files.delete(file);
    } else if (kept.isPresent()) {
      talk.println(
          file
              + " holds the signed manifest of what was created. The same command goes on with it; delete it to deploy anew.");
    }
  }
}
