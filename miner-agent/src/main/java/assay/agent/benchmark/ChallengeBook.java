package assay.agent.benchmark;

import assay.agent.home.AgentHome;
import assay.agent.home.HomeException;
import assay.chain.Bytes32;
import assay.chain.UnfinishedFile;
import assay.training.benchmark.Attestation;
import assay.training.benchmark.BenchmarkJson;
import assay.training.benchmark.Challenge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The challenges that an account gave, and what came of them, one file for each: an answer counts
 * only for a challenge that stands here, and only the first one does. Not thread-safe.
 */
public final class ChallengeBook {

  private final Path folder;

  public ChallengeBook(AgentHome home) {
    this.folder = home.challenges();
  }

  /** Writes a challenge down; to be done before anybody sees it. */
  public void given(Challenge challenge) {
    write(file(challenge.nonce(), "challenge"), BenchmarkJson.write(challenge));
  }

  /** The challenge with that nonce, if it was given from here. */
  public Optional<Challenge> find(Bytes32 nonce) {
    return read(file(nonce, "challenge")).map(BenchmarkJson::readChallenge);
  }

  /** The answer that counts, if one came. */
  public Optional<Attestation> answered(Bytes32 nonce) {
    return read(file(nonce, "attestation")).map(BenchmarkJson::readAttestation);
  }

  /** Writes an answer down; to be done before it is put on chain. */
  public Path answered(Attestation attestation) {
    Bytes32 nonce = attestation.signed().report().challenge().nonce();
    Path file = file(nonce, "attestation");
    write(file, BenchmarkJson.write(attestation));
    return file;
  }

  private Path file(Bytes32 nonce, String kind) {
    return folder.resolve(nonce.hex().substring(2) + "." + kind + ".json");
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new HomeException(file, "cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private void write(Path file, byte[] content) {
    try {
      Files.createDirectories(folder);
      UnfinishedFile.write(file, content);
    } catch (IOException e) {
      throw new HomeException(file, "cannot be written: " + e.getMessage() + ".", e);
    }
  }
}
