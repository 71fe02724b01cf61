package assay.agent.rerun;

import assay.chain.Bytes32;
import assay.training.checkpoint.Safetensors;
import assay.training.checkpoint.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over what is too long to hold in memory twice. Stateless. */
final class Sha256 {

  private Sha256() {}

  /** Of the weights' file in an archive. */
  static Bytes32 of(Weights weights) {
    try (DigestOutputStream hash = stream(OutputStream.nullOutputStream())) {
      Safetensors.write(weights, hash);
      return Bytes32.of(hash.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to nowhere failed.", e);
    }
  }

  static DigestOutputStream stream(OutputStream out) {
    try {
      return new DigestOutputStream(out, MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256; this one does not.", e);
    }
  }
}
