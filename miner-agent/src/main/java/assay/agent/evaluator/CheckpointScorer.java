package assay.agent.evaluator;

import assay.agent.Agent;
import assay.registry.RegistryException;
import assay.registry.content.ContentMissingException;
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

/**
 * Scores one sealed checkpoint. Whatever does not open to exactly what was committed, or is no
 * model of the wanted shape, is INVALID; what cannot be had is left to the caller.
 */
final class CheckpointScorer {

  private final Agent agent;
  private final TrainingEngine engine;

  CheckpointScorer(Agent agent, TrainingEngine engine) {
    this.agent = agent;
    this.engine = engine;
  }

  /**
   * Counts the right answers.
   *
   * @throws ContentMissingException if the sealed checkpoint is not in the store
   * @throws StoreUnavailableException if the store does not answer
   */
  ScoreReport score(SealedCheckpoint sealed, AgeIdentity key, ModelSpec wanted, LabelledData test) {
    if (sealed.seal().plainBytes() > CheckpointArchive.maxLength()) {
      return ScoreReport.INVALID;
    }
    try (InputStream in = agent.store().get(sealed.cid(), sealed.seal().cipherBytes())) {
      byte[] plain = new Opener().openInMemory(in, key, sealed.seal());
      Checkpoint checkpoint = CheckpointArchive.read(new ByteArrayInputStream(plain), wanted);
      return ScoreReport.of(engine.evaluate(wanted, checkpoint.weights(), test));
    } catch (ContentMissingException | StoreUnavailableException e) {
      throw e;
    } catch (RegistryException | TrainingException e) {
      return ScoreReport.INVALID;
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }
}
