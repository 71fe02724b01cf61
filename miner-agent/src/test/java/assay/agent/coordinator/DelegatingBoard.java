package assay.agent.coordinator;

import assay.agent.platform.FederatedBoard;
import assay.chain.Address;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLog;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedCall;
import java.util.List;
import java.util.Optional;

/** A board that another one keeps, for who wants to look on. */
class DelegatingBoard implements FederatedBoard {

  private final FederatedBoard kept;

  DelegatingBoard(FederatedBoard kept) {
    this.kept = kept;
  }

  @Override
  public void open(BountyId bounty) {
    kept.open(bounty);
  }

  @Override
  public List<Address> sites(BountyId bounty) {
    return kept.sites(bounty);
  }

  @Override
  public void call(SignedCall call) {
    kept.call(call);
  }

  @Override
  public List<SentUpdate> updates(BountyId bounty) {
    return kept.updates(bounty);
  }

  @Override
  public void record(RoundEntry round) {
    kept.record(round);
  }

  @Override
  public void end(BountyId bounty) {
    kept.end(bounty);
  }

  @Override
  public List<FederatedJob> jobs() {
    return kept.jobs();
  }

  @Override
  public void ready(FederatedJob job) {
    kept.ready(job);
  }

  @Override
  public void leave(FederatedJob job) {
    kept.leave(job);
  }

  @Override
  public Optional<SignedCall> current(FederatedJob job) {
    return kept.current(job);
  }

  @Override
  public void send(SentUpdate update) {
    kept.send(update);
  }

  @Override
  public Optional<RoundLog> rounds(FederatedJob job) {
    return kept.rounds(job);
  }
}
