package assay.agent.coordinator;

import assay.agent.Agent;
import assay.agent.federated.FederatedTools;
import assay.agent.keys.SealedEvidence;
import assay.agent.loop.Narrator;
import assay.agent.miner.JobRun;
import assay.agent.miner.JobTrainer;
import assay.agent.miner.Refusal;
import assay.chain.Address;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountySpec;
import assay.training.bounty.FederatedTerms;
import assay.training.federated.round.FederatedJob;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyFacts.DatasetPart;
import java.util.List;
import java.util.Optional;

/**
 * Trains a bounty by rounds on the sites of its datasets' owners: calls them, joins their updates,
 * and writes down, signs, anchors and publishes each round. Needs grants, and no key. Killed at any
 * moment, it goes on where it was. Called from the threads of job slots, one job each.
 */
public final class Coordinator implements JobTrainer {

  private final FederatedTools tools;
  private final ContractAt market;
  private final FederatedWork.Source works;
  private final Lead.Setting setting;

  /**
   * @param market whose bounties are led
   * @param works what is led
   */
  Coordinator(
      FederatedTools tools, ContractAt market, FederatedWork.Source works, Lead.Setting setting) {
    this.tools = tools;
    this.market = market;
    this.works = works;
    this.setting = setting;
  }

  /** An agent's. */
  public static Coordinator of(Agent agent, Narrator narrator) {
    return new Coordinator(
        FederatedTools.of(agent, narrator),
        new ContractAt(agent.deployment().chainId(), agent.market().address()),
        FederatedWork.Source.of(agent),
        new Lead.Setting(new ChainAnchors(agent), agent.clock(), agent.random()));
  }

  @Override
  public boolean isOnSites() {
    return true;
  }

  @Override
  public Optional<Refusal> against(BountyFacts bounty, BountySpec spec) {
    return spec.federated()
        .map(terms -> against(terms, bounty.datasets()))
        .orElseGet(
            () ->
                Optional.of(
                    new Refusal(
                        "not-federated",
                        "it is trained on data that miners open; 'assay miner run' takes part.")));
  }

  /** A round counts one update of each account, under one grant. */
  static Optional<Refusal> against(FederatedTerms terms, List<DatasetPart> datasets) {
    List<Address> owners = datasets.stream().map(DatasetPart::owner).distinct().toList();
    if (owners.size() < datasets.size()) {
      return Optional.of(
          new Refusal(
              "two-datasets-of-one-owner",
              "it lists two datasets of one owner, and a site sends one update a round."));
    }
    return owners.size() < terms.leastSites()
        ? Optional.of(
            new Refusal(
                "too-few-datasets",
                "its rounds need %d sites, and it lists datasets of %d owners."
                    .formatted(terms.leastSites(), owners.size())))
        : Optional.empty();
  }

  @Override
  public Trained train(JobRun run) {
    return new RoundLead(Lead.of(tools, run, job(run.bounty()), works.of(run.bounty()), setting))
        .lead();
  }

  private FederatedJob job(BountyId bounty) {
    return new FederatedJob(market, bounty, tools.self().address());
  }

  /** All but the newest model is released: the log's plans and checkpoints were for the rounds. */
  @Override
  public void over(BountyId bounty) {
    CoordinatorBook book = book(bounty);
    if (book.isBegun() && !book.isReleased()) {
      book.outdated(evidence(bounty).isKept()).forEach(cid -> tools.release(bounty, cid));
      book.keepReleased();
    }
  }

  @Override
  public Optional<SealedEvidence> evidence(BountyFacts bounty) {
    if (!bounty.isByContribution()) {
      return Optional.empty();
    }
    return sealedEvidence(bounty.id());
  }

  /** What a seat is given of a job whose owners are paid by contribution. */
  Optional<SealedEvidence> sealedEvidence(BountyId bounty) {
    CoordinatorBook book = book(bounty);
    return book.first()
        .flatMap(
            first ->
                new EvidenceKeeper(tools.weights(), evidence(bounty))
                    .sealed(first, book.finished().size(), setting.random()));
  }

  /** What proved the contributions is released, and the model that they began with. */
  @Override
  public void ended(BountyId bounty) {
    EvidenceBook evidence = evidence(bounty);
    if (evidence.isKept() && !evidence.isReleased()) {
      evidence.files().forEach(cid -> tools.release(bounty, cid));
      book(bounty).first().ifPresent(first -> tools.release(bounty, first.model()));
      evidence.keepReleased();
    }
  }

  private CoordinatorBook book(BountyId bounty) {
    return new CoordinatorBook(tools.journal(), job(bounty));
  }

  private EvidenceBook evidence(BountyId bounty) {
    return new EvidenceBook(tools.journal(), bounty);
  }
}
