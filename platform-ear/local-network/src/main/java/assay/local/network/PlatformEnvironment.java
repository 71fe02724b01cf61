package assay.local.network;

import assay.chain.ChainSettings;
import assay.chain.TrustedDeployers;
import assay.local.process.LocalNetworkException;
import assay.local.process.PostgresProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** What tells a platform to serve a local network: its environment and the files that it names. */
final class PlatformEnvironment {

  private final NetworkFolder folder;

  PlatformEnvironment(NetworkFolder folder) {
    this.folder = folder;
  }

  /** The environment variables; writes the files. */
  Map<String, String> variables(LocalNetwork network, TrustedDeployers deployers) {
    return Map.of(
        "ASSAY_DEPLOYERS", deployers.toString(),
        "ASSAY_CHAIN_URL", network.chain().toString(),
        "ASSAY_CHAIN_ID", String.valueOf(ChainSettings.LOCAL_CHAIN_ID),
        "ASSAY_SETTINGS_FILE", settingsFile(network).toString(),
        "ASSAY_DB_URL", network.database(),
        "ASSAY_DB_USER", PostgresProcess.USER,
        "ASSAY_DB_PASSWORD_FILE", passwordFile().toString(),
        "ASSAY_DEPLOYMENT_FILE", folder.deployment().toString(),
        "ASSAY_PUBLIC_URL", network.portal().toString(),
        "IPFS_API_URL", network.store().toString());
  }

  /** What does not change from start to start. Everybody shares one address here. */
  private Path settingsFile(LocalNetwork network) {
    int finality = ChainSettings.local(network.chain()).finality();
    return written(
        "platform.properties",
        """
        assay.chain.finality=%d
        assay.development.wallet=true
        assay.limit.account=0
        assay.limit.address=0
        assay.limit.exports=0
        assay.webhook.anywhere=true
        """
            .formatted(finality));
  }

  /**
   * The embedded server trusts its own machine and asks for no password; the platform needs one.
   */
  private Path passwordFile() {
    return written("database.password", "unused\n");
  }

  private Path written(String name, String text) {
    try {
      Path file = Files.writeString(folder.root().resolve(name), text);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new LocalNetworkException("The network's folder cannot be written.", e);
    }
  }
}
