package assay.registry.seal;

import assay.chain.Bytes32;

/**
 * What pins a sealed file: enough to refuse any other file, sealed or opened.
 *
 * @param cipherRoot sha-256 of the sealed bytes
 * @param cipherBytes number of sealed bytes
 * @param plainSha256 sha-256 of the plain bytes
 * @param plainBytes number of plain bytes
 */
public record Seal(Bytes32 cipherRoot, long cipherBytes, Bytes32 plainSha256, long plainBytes) {

  public Seal {
    if (plainBytes < 0 || cipherBytes <= plainBytes) {
      throw new IllegalArgumentException(
          cipherBytes + " sealed bytes cannot hold " + plainBytes + " plain bytes.");
    }
  }
}
