package assay.web.platform;

import assay.chain.ChainClient;
import assay.chain.Deployment;
import assay.chain.DeploymentManifest;
import assay.chain.TrustedDeployers;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The contracts this platform follows, once its manifest is known: unchanged, signed by somebody
 * trusted, and what the chain holds. Until then every look repeats the checks, for the chain may be
 * away. Thread-safe.
 */
public final class KnownDeployment {

  private final Path file;
  private final Supplier<TrustedDeployers> trusted;
  private final ChainClient chain;

  private volatile @Nullable DeploymentManifest known;

  /**
   * @param trusted read at every check: a list that cannot be read is a reason like others
   */
  public KnownDeployment(Path file, Supplier<TrustedDeployers> trusted, ChainClient chain) {
    this.file = file;
    this.trusted = trusted;
    this.chain = chain;
  }

  /**
   * The manifest, if it is known.
   *
   * @throws assay.chain.ChainException saying why it is not
   */
  public DeploymentManifest require() {
    DeploymentManifest found = known;
    if (found == null) {
      found = DeploymentManifest.load(file);
      trusted.get().require(found);
      found.requireOn(chain);
      known = found;
    }
    return found;
  }

  /** The addresses alone. */
  public Deployment addresses() {
    return require().deployment();
  }
}
