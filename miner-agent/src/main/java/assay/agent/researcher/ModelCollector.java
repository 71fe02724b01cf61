package assay.agent.researcher;

import assay.agent.Agent;
import assay.agent.home.HomeException;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Opener;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.SubmissionFacts;
import assay.training.ledger.SubmissionFacts.SealedCheckpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Takes delivery of a won model: finds a key that fits the winner's commitment, opens the sealed
 * checkpoint, holds it to its hash and its form, and keeps it.
 */
public final class ModelCollector {

  private final Agent agent;

  public ModelCollector(Agent agent) {
    this.agent = agent;
  }

  /**
   * A delivered model.
   *
   * @param file the plain archive
   */
  public record Delivered(SealedCheckpoint sealed, Checkpoint checkpoint, Path file) {}

  /** The winner's model, if a key for it has arrived. */
  public Optional<Delivered> collect(BountyFacts bounty) {
    Optional<SubmissionFacts> winner = bounty.winner().flatMap(bounty::submission);
    if (winner.isEmpty() || winner.get().checkpoint().isEmpty()) {
      return Optional.empty();
    }
    return bounty
        .publishedKey()
        .map(AgeIdentity::of)
        .or(() -> agent.keys().checkpointKey(bounty, winner.get()))
        .map(key -> open(bounty, winner.get().checkpoint().get(), key));
  }

  private Delivered open(BountyFacts bounty, SealedCheckpoint sealed, AgeIdentity key) {
    Path file = agent.home().folder().resolve("models").resolve(bounty.id() + ".tar");
    try {
      Files.createDirectories(file.getParent());
      if (!Files.exists(file)) {
        try (InputStream cipher = agent.store().get(sealed.cid(), sealed.seal().cipherBytes())) {
          new Opener().open(cipher, key, sealed.seal(), file);
        }
      }
      try (InputStream plain = Files.newInputStream(file)) {
        return new Delivered(sealed, CheckpointArchive.read(plain), file);
      }
    } catch (IOException e) {
      throw new HomeException(file, "cannot be written: " + e.getMessage() + ".", e);
    }
  }
}
