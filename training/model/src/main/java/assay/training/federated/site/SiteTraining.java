package assay.training.federated.site;

import assay.chain.Bytes32;
import assay.training.bounty.FederatedTerms;
import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.federated.FederatedRefusedException;
import assay.training.federated.round.FederatedJob;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.ModelSpec;
import java.nio.ByteBuffer;

/**
 * A site's learning in a round: the terms' epochs over its own data, from the common weights. The
 * same round on the same machine gives the same update. Immutable.
 *
 * @param model as the bounty asks for it
 * @param data all samples of the site's version
 */
public record SiteTraining(FederatedTerms terms, ModelSpec model, LabelledData data) {

  /**
   * Learns in one round.
   *
   * @param common weights that the round begins with
   * @param seed of the order of samples, and of dropout
   * @param watch hears how far it is, and may not stop it: part of a training is no update
   * @return how far the weights moved, in the order of {@link Weights#flat}
   */
  public float[] train(TrainingEngine engine, Weights common, long seed, TrainingListener watch) {
    TrainingJob job = new TrainingJob(terms.onSites(model), data, data.select(0), settings(seed));
    TrainingState from =
        new TrainingState(job.fingerprint(), engine.name(), 0, common, new float[0]);
    TrainingState reached = engine.resume(job, from, watch);
    FederatedRefusedException.require(
        reached.epochsDone() == terms.localEpochs(),
        "The training was stopped after epoch %d of %d; train the round again."
            .formatted(reached.epochsDone(), terms.localEpochs()));
    return moved(common.flat(), reached.weights().flat());
  }

  private TrainingSettings settings(long seed) {
    return TrainingSettings.of(terms.localEpochs(), seed)
        .withBatchSize(Math.min(terms.batchSize(), data.size()));
  }

  private static float[] moved(float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] -= from[i];
    }
    return to;
  }

  /** The seed of a round on a version, alike whenever it is trained. */
  public static long seed(FederatedJob job, int round, Bytes32 grant) {
    String words = "%s %s %d %s".formatted(job.bounty(), job.coordinator().hex(), round, grant);
    return ByteBuffer.wrap(Bytes32.keccak256(words).bytes()).getLong();
  }
}
