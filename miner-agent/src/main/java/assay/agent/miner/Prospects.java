package assay.agent.miner;

import assay.agent.Agent;
import assay.chain.Bytes32;
import assay.registry.RegistryException;
import assay.registry.dataset.DatasetOpener;
import assay.registry.dataset.DatasetVersion;
import assay.registry.ledger.Ledger;
import assay.training.TrainingException;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyFacts.DatasetPart;
import assay.training.ledger.BountySpecs;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Weighs bounties: what they pay, which data they list and, if asked, how long this rig would train
 * for them. Not thread-safe.
 */
public final class Prospects {

  private final Agent agent;
  private final TrainingPlan plan;
  private final SpeedBook speeds;
  private final Ledger ledger;
  private final RegisteredVersions registered;
  private final Map<BountyId, Work> works = new HashMap<>();

  public Prospects(Agent agent, TrainingPlan plan, SpeedBook speeds) {
    this.agent = agent;
    this.plan = plan;
    this.speeds = speeds;
    this.ledger = agent.ledger();
    this.registered = new RegisteredVersions(ledger);
  }

  /** What a training has to do: the model and the samples of one epoch. */
  private record Work(Bytes32 model, long samples) {}

  /** The bounty without an estimate of its time. */
  public Prospect of(BountyFacts bounty) {
    return prospect(bounty, Optional.empty());
  }

  /** The bounty with an estimate, if its model was trained here before. */
  public Prospect timed(BountyFacts bounty) {
    return prospect(bounty, estimate(bounty));
  }

  private Prospect prospect(BountyFacts bounty, Optional<Duration> estimate) {
    return new Prospect(
        bounty.id(),
        bounty.researcher(),
        bounty.token(),
        bounty.reward(),
        bounty.minersPart(),
        bounty.datasets().stream().map(this::part).toList(),
        estimate);
  }

  private Prospect.Part part(DatasetPart listed) {
    DatasetVersion version = registered.of(listed.version());
    return new Prospect.Part(
        listed.version(), listed.isRequired(), version.bytes(), version.minimumLevel());
  }

  /** What the store does not give now is not known now. */
  private Optional<Duration> estimate(BountyFacts bounty) {
    try {
      if (!works.containsKey(bounty.id())) {
        works.put(bounty.id(), work(bounty));
      }
      Work work = works.get(bounty.id());
      return speeds.estimate(work.model(), work.samples() * plan.epochs());
    } catch (RegistryException | TrainingException | IOException e) {
      return Optional.empty();
    }
  }

  private Work work(BountyFacts bounty) throws IOException {
    DatasetOpener opener = new DatasetOpener(agent.store(), ledger.registry());
    long samples = 0;
    for (DatasetPart part : bounty.datasets()) {
      samples +=
          opener.manifest(part.version(), registered.of(part.version())).card().sampleCount();
    }
    return new Work(new BountySpecs(agent.store()).fetch(bounty).modelSpec().hash(), samples);
  }
}
