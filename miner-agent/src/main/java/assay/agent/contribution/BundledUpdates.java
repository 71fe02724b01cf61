package assay.agent.contribution;

import assay.agent.joint.WeightStore;
import assay.chain.Bytes32;
import assay.registry.content.ContentStore;
import assay.training.checkpoint.Weights;
import assay.training.federated.contribution.ContributionEvidence;
import assay.training.federated.contribution.ContributionEvidence.Opened;
import assay.training.federated.contribution.ContributionEvidenceRefusedException;
import assay.training.federated.contribution.RoundReplay;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.SiteUpdate;
import assay.training.spec.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The updates of a job's rounds as a coordinator kept them, fetched and opened one after the other.
 * All of it is a stranger's: none is read that is longer than a sealed model can be, and each has
 * to be, byte for byte, the file whose hash its site signed.
 */
final class BundledUpdates implements RoundReplay.Source {

  private final ContentStore store;
  private final WeightStore weights;
  private final ModelSpec model;
  private final List<FederatedRound> rounds;
  private final ContributionEvidence evidence;

  BundledUpdates(
      ContentStore store,
      ModelSpec model,
      List<FederatedRound> rounds,
      ContributionEvidence evidence) {
    this.store = store;
    this.weights = new WeightStore(store);
    this.model = model;
    this.rounds = List.copyOf(rounds);
    this.evidence = evidence;
    require(
        evidence.rounds().size() == rounds.size(),
        "It tells of %d rounds, anchored are %d."
            .formatted(evidence.rounds().size(), rounds.size()));
  }

  @Override
  public void open(int place, Consumer<Weights> to) {
    FederatedRound round = rounds.get(place);
    ContributionEvidence.Round kept = evidence.rounds().get(place);
    require(
        kept.updates().size() == round.updates().size(),
        "It tells of %d updates in round %d, anchored are %d."
            .formatted(kept.updates().size(), round.number(), round.updates().size()));
    long most = WeightStore.mostSealed(model) * round.updates().size();
    try (InputStream bundle = store.get(kept.bundle(), most)) {
      for (int i = 0; i < kept.updates().size(); i++) {
        to.accept(opened(bundle, kept.updates().get(i), round.updates().get(i).statement()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }

  private Weights opened(InputStream bundle, Opened how, SiteUpdate said) throws IOException {
    long most = WeightStore.mostSealed(model);
    require(
        how.bytes() <= most,
        "The update of %s in round %d is said to have %d bytes; sealed models have %d at most."
            .formatted(said.site(), said.round(), how.bytes(), most));
    byte[] sealed = bundle.readNBytes(Math.toIntExact(how.bytes()));
    Bytes32 hash = Bytes32.sha256(sealed);
    require(
        hash.equals(said.update()),
        "What is said to be the update of %s in round %d is %s, signed was %s."
            .formatted(said.site(), said.round(), hash, said.update()));
    return weights.open(sealed, model, how.fileKey());
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ContributionEvidenceRefusedException(sentence);
    }
  }
}
