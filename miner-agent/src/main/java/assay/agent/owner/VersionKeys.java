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

  /**
   * Keeps the key of a version; keeping it twice changes nothing. Another key is there if the
   * version was sealed before and never registered: that one is put aside, not lost.
   */
  public void keep(VersionId version, AgeIdentity key) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new HomeException(folder, "cannot be made: " + e.getMessage() + ".", e);
    }
    Optional<AgeIdentity> before = find(version);
    if (before.isPresent() && !before.get().equals(key)) {
      putAside(version);
    }
    if (before.filter(key::equals).isEmpty()) {
      key.write(file(version));
    }
  }

  /** Under a name that backups know too. */
  private void putAside(VersionId version) {
    int number = 1;
    while (Files.exists(file(version, "-" + number))) {
      number++;
    }
    try {
      Files.move(file(version), file(version, "-" + number));
    } catch (IOException e) {
      throw new HomeException(file(version), "cannot be put aside: " + e.getMessage() + ".", e);
    }
  }

  /** The key of a version, if this owner sealed it here. */
  public Optional<AgeIdentity> find(VersionId version) {
    Path file = file(version);
    return Files.exists(file) ? Optional.of(AgeIdentity.read(file)) : Optional.empty();
  }

  private Path file(VersionId version) {
    return file(version, "");
  }

  private Path file(VersionId version, String more) {
    return folder.resolve(version.dataset().value().hex() + "-" + version.number() + more + ".age");
  }
}
