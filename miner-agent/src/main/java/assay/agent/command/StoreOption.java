package assay.agent.command;

import assay.registry.content.BlockStore;
import assay.registry.content.DiskBlockStore;
import assay.registry.content.StoreAddresses;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which content store a command works on. */
final class StoreOption {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Option(
      names = "--store",
      paramLabel = "ADDRESSES",
      defaultValue = "${env:IPFS_API_URL:-http://127.0.0.1:5001}",
      description =
          "Kubo RPC addresses with commas between, the preferred first (default: IPFS_API_URL,"
              + " else http://127.0.0.1:5001).")
  private String addresses;

  @Option(
      names = "--blocks",
      paramLabel = "FOLDER",
      description = "The folder of a store of our own, instead of an address.")
  private @Nullable Path folder;

  BlockStore open() {
    return folder == null
        ? StoreAddresses.parse(addresses).open(PATIENCE)
        : new DiskBlockStore(folder, Clock.systemUTC());
  }
}
