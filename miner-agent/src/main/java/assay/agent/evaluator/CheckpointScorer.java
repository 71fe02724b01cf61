package assay.agent.evaluator;

import assay.agent.examination.Examination;
import assay.agent.examination.Examiner;
import assay.agent.examination.Paper;
import assay.registry.RegistryException;
import assay.registry.content.ContentCorruptException;
import assay.registry.content.ContentMissingException;
import assay.registry.content.ContentStore;
import assay.registry.content.StoreRefusedException;
import assay.registry.content.StoreUnavailableException;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Opener;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.ledger.SubmissionFacts.SealedCheckpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Opens one sealed checkpoint and has it examined. Whatever does not open to exactly what was
 * committed, or is no model of the wanted shape, is refused; what cannot be had is left to the
 * caller.
 */
final class CheckpointScorer {

  private final ContentStore store;
  private final Examiner examiner;

  CheckpointScorer(ContentStore store, Examiner examiner) {
    this.store = store;
    this.examiner = examiner;
  }

  /**
   * Counts the right answers in each group. What leaves here as an exception is not the miner's
   * fault: the store is away, answers nonsense, or lost or spoiled the sealed checkpoint; or it
   * could not be examined now.
   *
   * @throws ContentMissingException if the sealed checkpoint is not in the store
   * @throws ContentCorruptException if the store has other bytes under its name
   * @throws StoreUnavailableException if the store does not answer
   * @throws StoreRefusedException if the store answers with an error
   * @throws assay.agent.confine.ConfinementException if it is to be examined again
   */
  Examination score(SealedCheckpoint sealed, AgeIdentity key, Paper paper) {
    long length = sealed.seal().plainBytes();
    if (length > CheckpointArchive.maxLength()) {
      return new Examination.Refused("Its " + length + " bytes are more than any checkpoint's.");
    }
    try (InputStream in = store.get(sealed.cid(), sealed.seal().cipherBytes())) {
      return examiner.examine(new Opener().openInMemory(in, key, sealed.seal()), paper);
    } catch (ContentMissingException
        | ContentCorruptException
        | StoreUnavailableException
        | StoreRefusedException e) {
      throw e;
    } catch (RegistryException e) {
      return new Examination.Refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }
}
