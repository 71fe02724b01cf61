package assay.agent.evaluator;

import assay.registry.RegistryException;
import assay.registry.content.ContentCorruptException;
import assay.registry.content.ContentMissingException;
import assay.registry.content.ContentStore;
import assay.registry.content.StoreRefusedException;
import assay.registry.content.StoreUnavailableException;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Opener;
import assay.training.TrainingException;
import assay.training.bounty.ScoreReport;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.data.LabelledData;
import assay.training.ledger.SubmissionFacts.SealedCheckpoint;
import assay.training.run.TrainingEngine;
import assay.training.spec.ModelSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;

/**
 * Scores one sealed checkpoint. Whatever does not open to exactly what was committed, or is no
 * model of the wanted shape, is INVALID; what cannot be had is left to the caller.
 */
final class CheckpointScorer {

  private final ContentStore store;
  private final TrainingEngine engine;

  CheckpointScorer(ContentStore store, TrainingEngine engine) {
    this.store = store;
    this.engine = engine;
  }

  /**
   * Counts the right answers in each group. The only refusals that leave here are the store's: it
   * is not the miner's fault if the store is away, answers nonsense, or lost or spoiled the sealed
   * checkpoint.
   *
   * @throws ContentMissingException if the sealed checkpoint is not in the store
   * @throws ContentCorruptException if the store has other bytes under its name
   * @throws StoreUnavailableException if the store does not answer
   * @throws StoreRefusedException if the store answers with an error
   */
  List<ScoreReport> score(
      SealedCheckpoint sealed, AgeIdentity key, ModelSpec wanted, List<LabelledData> groups) {
    if (sealed.seal().plainBytes() > CheckpointArchive.maxLength()) {
      return invalid(groups);
    }
    try (InputStream in = store.get(sealed.cid(), sealed.seal().cipherBytes())) {
      byte[] plain = new Opener().openInMemory(in, key, sealed.seal());
      Checkpoint checkpoint = CheckpointArchive.read(new ByteArrayInputStream(plain), wanted);
      return groups.stream()
          .map(group -> ScoreReport.of(engine.evaluate(wanted, checkpoint.weights(), group)))
          .toList();
    } catch (ContentMissingException
        | ContentCorruptException
        | StoreUnavailableException
        | StoreRefusedException e) {
      throw e;
    } catch (RegistryException | TrainingException e) {
      return invalid(groups);
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }

  private static List<ScoreReport> invalid(List<LabelledData> groups) {
    return Collections.nCopies(groups.size(), ScoreReport.INVALID);
  }
}
