package assay.registry.catalogue;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.time.Instant;
import java.util.List;

/**
 * An asset as the final chain has it.
 *
 * @param kind 0 dataset, 1 test set, 2 model, 3 application
 * @param versions oldest first
 */
public record AssetView(
    Bytes32 id,
    Address owner,
    int kind,
    boolean isRetired,
    long grantEpoch,
    Instant registeredAt,
    List<VersionView> versions) {

  public AssetView {
    versions = List.copyOf(versions);
  }

  AssetView with(List<VersionView> found) {
    return new AssetView(id, owner, kind, isRetired, grantEpoch, registeredAt, found);
  }
}
