package assay.agent.rerun;

import assay.chain.Bytes32;
import assay.chain.Sha256;
import assay.training.checkpoint.Safetensors;
import assay.training.checkpoint.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;

/** SHA-256 over the weights' file in an archive, which is not held in memory. Stateless. */
final class WeightsHash {

  private WeightsHash() {}

  static Bytes32 of(Weights weights) {
    try (DigestOutputStream hash =
        new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest())) {
      Safetensors.write(weights, hash);
      return Bytes32.of(hash.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to nowhere failed.", e);
    }
  }
}
