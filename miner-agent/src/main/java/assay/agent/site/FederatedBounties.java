package assay.agent.site;

import assay.agent.Agent;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.grant.Purpose;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountySpec;
import assay.training.bounty.BountySpecRefusedException;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyFacts.DatasetPart;
import assay.training.ledger.BountySpecs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Bounties as a site sees them. Not thread-safe. */
final class FederatedBounties {

  private final Agent agent;
  private final BountySpecs specs;
  private final Map<BountyId, BountySpec> known = new HashMap<>();

  FederatedBounties(Agent agent) {
    this.agent = agent;
    this.specs = new BountySpecs(agent.store());
  }

  /** A bounty that is trained by rounds. */
  record FederatedBounty(BountyFacts facts, BountySpec spec) {

    SiteOffer offer(Address coordinator, Purpose purpose) {
      return new SiteOffer(
          coordinator,
          purpose,
          facts.specHash(),
          spec.federated().orElseThrow(),
          spec.modelSpec().parameterCount(),
          facts.isByContribution());
    }

    /** The dataset of that account that it lists first. */
    Optional<DatasetPart> partOf(Address owner) {
      return facts.datasets().stream().filter(part -> part.owner().equals(owner)).findFirst();
    }
  }

  /** The bounty of that id, if there is one and it is trained by rounds. */
  Optional<FederatedBounty> find(Bytes32 id) {
    return BountyFacts.of(agent.events(), new BountyId(id))
        .flatMap(this::readable)
        .filter(bounty -> bounty.spec().federated().isPresent());
  }

  /** What nobody can read, nobody trains by rounds. */
  private Optional<FederatedBounty> readable(BountyFacts facts) {
    try {
      return Optional.of(new FederatedBounty(facts, spec(facts)));
    } catch (BountySpecRefusedException e) {
      return Optional.empty();
    }
  }

  /** A specification never changes. */
  private BountySpec spec(BountyFacts facts) {
    return known.computeIfAbsent(facts.id(), id -> specs.fetch(facts));
  }
}
