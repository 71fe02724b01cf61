package assay.agent.owner;

import assay.agent.home.AgentHome;
import assay.agent.home.HomeException;
import assay.registry.dataset.VersionId;
import assay.registry.seal.AgeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The keys of the dataset versions that an owner sealed, one age identity file each. Whoever loses
 * this folder can grant nothing more.
 */
public final class VersionKeys {

  private final Path folder;

  public VersionKeys(AgentHome home) {
    this.folder = home.folder().resolve("version-keys");
  }

  /** Keeps the key of a version; keeping it twice changes nothing. */
  public void keep(VersionId version, AgeIdentity key) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new HomeException(folder, "cannot be made: " + e.getMessage() + ".", e);
    }
    if (find(version).isEmpty()) {
      key.write(file(version));
    }
  }

  /** The key of a version, if this owner sealed it here. */
  public Optional<AgeIdentity> find(VersionId version) {
    Path file = file(version);
    return Files.exists(file) ? Optional.of(AgeIdentity.read(file)) : Optional.empty();
  }

  private Path file(VersionId version) {
    return folder.resolve(version.dataset().value().hex() + "-" + version.number() + ".age");
  }
}
