package assay.registry.seal;

import assay.chain.Bytes32;

/**
 * What pins a sealed file: enough to refuse any other file, sealed or opened. Public bytes are
 * pinned by one too, whose two hashes and lengths are the same.
 *
 * @param cipherRoot sha-256 of the sealed bytes
 * @param cipherBytes number of sealed bytes
 * @param plainSha256 sha-256 of the plain bytes
 * @param plainBytes number of plain bytes
 */
public record Seal(Bytes32 cipherRoot, long cipherBytes, Bytes32 plainSha256, long plainBytes) {

  public Seal {
    boolean isSame = cipherBytes == plainBytes && cipherRoot.equals(plainSha256);
    if (plainBytes < 0 || (cipherBytes <= plainBytes && !isSame)) {
      throw new IllegalArgumentException(
          cipherBytes + " sealed bytes cannot hold " + plainBytes + " plain bytes.");
    }
  }

  /** What pins bytes that are not sealed. */
  public static Seal open(Bytes32 sha256, long bytes) {
    return new Seal(sha256, bytes, sha256, bytes);
  }

  /** Whether the bytes are not sealed at all. */
  public boolean leavesOpen() {
    return cipherBytes == plainBytes;
  }
}
