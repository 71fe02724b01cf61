package assay.registry.dataset;

import assay.chain.Bytes32;
import assay.registry.content.Cid;

/**
 * What the registry holds of one version; it never changes.
 *
 * @param manifest identifier of the public manifest
 * @param cipherRoot sha-256 of the sealed bytes
 * @param bytes number of sealed bytes
 * @param licenceHash keccak-256 of the licence text in the manifest
 * @param minimumLevel the lowest level a grant may give
 */
public record DatasetVersion(
    Cid manifest, Bytes32 cipherRoot, long bytes, Bytes32 licenceHash, SharingLevel minimumLevel) {

  public DatasetVersion {
    if (bytes < 0) {
      throw new IllegalArgumentException("A version of " + bytes + " bytes cannot be.");
    }
  }
}
