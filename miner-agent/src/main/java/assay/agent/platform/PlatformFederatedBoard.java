package assay.agent.platform;

import assay.chain.Address;
import assay.client.api.FederatedApi;
import assay.client.model.BountyChoice;
import assay.client.model.FederatedCall;
import assay.client.model.RecordedRound;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedCallJson;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedJobJson;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLog;
import assay.training.federated.round.RoundLogJson;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SentUpdateJson;
import assay.training.federated.round.SignedCall;
import java.util.List;
import java.util.Optional;

/** The board of federated jobs that a platform keeps, over its API. Thread-safe. */
final class PlatformFederatedBoard implements FederatedBoard {

  private final PlatformApi api;
  private final FederatedApi federated;
  private final ForeignDocuments documents;

  PlatformFederatedBoard(PlatformApi api) {
    this.api = api;
    this.federated = api.federated();
    this.documents = new ForeignDocuments(api);
  }

  @Override
  public void open(BountyId bounty) {
    BountyChoice chosen = PoolJobClient.choice(bounty);
    api.tell(() -> federated.openFederatedJob(chosen, null));
  }

  @Override
  public List<Address> sites(BountyId bounty) {
    return documents.each(() -> federated.listFederatedSites(bounty.value().hex()), Address::new);
  }

  @Override
  public void call(SignedCall call) {
    FederatedCall document = SharedRecords.as(FederatedCall.class, FederatedCallJson.of(call));
    api.tell(() -> federated.callFederatedRound(document, null));
  }

  @Override
  public List<SentUpdate> updates(BountyId bounty) {
    return documents.each(
        () -> federated.listFederatedUpdates(bounty.value().hex()),
        update -> SharedRecords.as(SentUpdateJson.class, update).sent());
  }

  @Override
  public void record(RoundEntry round) {
    RecordedRound document = SharedRecords.as(RecordedRound.class, RoundLogJson.Recorded.of(round));
    api.tell(() -> federated.recordFederatedRound(document, null));
  }

  @Override
  public void end(BountyId bounty) {
    api.tell(() -> federated.endFederatedJob(bounty.value().hex()));
  }

  @Override
  public List<FederatedJob> jobs() {
    return documents.each(
        federated::listFederatedJobs, job -> SharedRecords.as(FederatedJobJson.class, job).job());
  }

  @Override
  public void ready(FederatedJob job) {
    api.tell(() -> federated.reportSiteReady(document(job)));
  }

  @Override
  public void leave(FederatedJob job) {
    api.tell(() -> federated.leaveFederatedJob(document(job)));
  }

  private static assay.client.model.FederatedJob document(FederatedJob job) {
    return SharedRecords.as(assay.client.model.FederatedJob.class, FederatedJobJson.of(job));
  }

  @Override
  public Optional<SignedCall> current(FederatedJob job) {
    return documents.one(
        () -> federated.getFederatedCall(job.bounty().value().hex(), job.coordinator().hex()),
        call -> SharedRecords.as(FederatedCallJson.class, call).signed());
  }

  @Override
  public void send(SentUpdate update) {
    assay.client.model.SentUpdate document =
        SharedRecords.as(assay.client.model.SentUpdate.class, SentUpdateJson.of(update));
    api.tell(() -> federated.sendFederatedUpdate(document, null));
  }

  @Override
  public Optional<RoundLog> rounds(FederatedJob job) {
    return documents.one(
        () -> federated.getFederatedLog(job.bounty().value().hex(), job.coordinator().hex()),
        log -> SharedRecords.as(RoundLogJson.Log.class, log).log());
  }
}
