package assay.agent.coordinator;

import assay.agent.Agent;
import assay.agent.miner.VersionReader;
import assay.chain.Address;
import assay.registry.dataset.VersionId;
import assay.training.bounty.BountyId;
import assay.training.bounty.FederatedTerms;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyFacts.DatasetPart;
import assay.training.ledger.BountySpecs;
import java.util.Comparator;
import java.util.List;

/**
 * What a coordinator leads.
 *
 * @param datasets of the bounty, by their owners' addresses, one of each owner
 * @param isByContribution whether owners are paid by what their updates are worth
 */
public record FederatedWork(FederatedTerms terms, List<Listed> datasets, boolean isByContribution) {

  /**
   * A dataset of the bounty.
   *
   * @param samples that it was registered with
   */
  public record Listed(VersionId version, Address owner, long samples) {}

  public FederatedWork {
    datasets = datasets.stream().sorted(Comparator.comparing(Listed::owner)).toList();
  }

  /** Where a job finds its work. */
  @FunctionalInterface
  public interface Source {

    FederatedWork of(BountyId bounty);

    /** What chain and store say. */
    static Source of(Agent agent) {
      return bounty -> FederatedWork.of(agent, bounty);
    }
  }

  private static FederatedWork of(Agent agent, BountyId id) {
    BountyFacts bounty = BountyFacts.of(agent.events(), id).orElseThrow();
    VersionReader versions = new VersionReader(agent.store(), agent.ledger());
    return new FederatedWork(
        new BountySpecs(agent.store()).fetch(bounty).federated().orElseThrow(),
        bounty.datasets().stream().map(part -> listed(versions, part)).toList(),
        bounty.isByContribution());
  }

  private static Listed listed(VersionReader versions, DatasetPart part) {
    return new Listed(part.version(), part.owner(), versions.identity(part.version()).samples());
  }
}
