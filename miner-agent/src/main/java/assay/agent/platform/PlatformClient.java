package assay.agent.platform;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.client.api.RegistryApi;
import assay.client.model.NewAccessRequest;
import assay.client.model.NewAnswer;
import assay.client.model.NewEnvelope;
import assay.registry.accesslog.AccessEntry;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.AccessLogRefusedException;
import assay.registry.accesslog.LogFormat;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.EnvelopeKind;
import assay.registry.grant.Purpose;
import assay.training.bounty.BountyId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What an agent asks of a platform, in its account's name. Every call may throw {@link
 * PlatformUnreachableException} or, with the platform's own reason, {@link
 * PlatformRefusedException}. Thread-safe.
 */
public final class PlatformClient {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final PlatformApi api;
  private final RegistryApi registry;
  private final ForeignDocuments documents;

  public PlatformClient(URI platform, Account account, Clock clock) {
    this.api = new PlatformApi(platform, account, clock, PATIENCE);
    this.registry = api.registry();
    this.documents = new ForeignDocuments(api);
  }

  /** What the platform keeps of pools, asked in the same name. */
  public PoolClient pools() {
    return new PoolClient(api);
  }

  /** The jobs of pools, asked in the same name. */
  public PoolJobClient poolJobs() {
    return new PoolJobClient(api);
  }

  /** Where this account's trainings are told of. */
  public RunBoard runs() {
    return new PlatformRuns(api);
  }

  /** Where crews are named and joint rounds are called, in the same name. */
  public RoundBoard rounds() {
    return new PlatformRounds(api);
  }

  /** Where coordinators and sites of federated jobs find each other's words, in the same name. */
  public FederatedBoard federated() {
    return new PlatformFederatedBoard(api);
  }

  /**
   * A sealed envelope from the mailbox and who left it there.
   *
   * @param content its age file, in base64
   */
  public record Delivery(Address sender, String content) {

    /** The age file. */
    public byte[] sealed() {
      return Base64.getDecoder().decode(content);
    }
  }

  /**
   * Somebody asks for access.
   *
   * @param reason his own words, as one line without control characters
   */
  public record AccessRequest(
      VersionId version, Address grantee, Purpose purpose, Bytes32 bounty, String reason) {

    /** The same for everybody who sees this request, however often it is made. */
    public Bytes32 id() {
      return Bytes32.keccak256(
          "%s %s %d %s".formatted(version, grantee.hex(), purpose.code(), bounty.hex()));
    }
  }

  /**
   * What became of a request of this account's.
   *
   * @param because the owner's own words, as one line without control characters
   */
  public record AccessReply(AccessRequest request, Answer answer, String because) {}

  /** What an owner said, as the platform tells it; a grant counts only on the chain. */
  public enum Answer {
    OPEN,
    GRANTED,
    DENIED
  }

  /** Asks the dataset's owner for a grant to train for the bounty. */
  public void askAccess(VersionId version, BountyId bounty, String reason) {
    ask(version, Purpose.TRAIN, bounty.value(), reason);
  }

  /** Asks the dataset's owner for a grant for no bounty in particular. */
  public void askAccess(VersionId version, Purpose purpose, String reason) {
    ask(version, purpose, Bytes32.ZERO, reason);
  }

  private void ask(VersionId version, Purpose purpose, Bytes32 bounty, String reason) {
    NewAccessRequest request =
        new NewAccessRequest()
            .asset(version.dataset().value().hex())
            .version(version.number())
            .purpose(purpose.code())
            .bounty(bounty.hex())
            .reason(reason);
    api.tell(() -> registry.askForAccess(request, null));
  }

  /**
   * Requests about this account's datasets, newest first. One that asks for nothing that exists is
   * left out: it must not keep the others from being answered.
   */
  public List<AccessRequest> accessRequests() {
    return documents.each(registry::listAccessRequests, PlatformClient::request);
  }

  private static AccessRequest request(assay.client.model.AccessRequest asked) {
    return new AccessRequest(
        new VersionId(new DatasetId(new Bytes32(asked.getAsset())), asked.getVersion()),
        new Address(asked.getGrantee()),
        new Purpose(asked.getPurpose()),
        new Bytes32(asked.getBounty()),
        ForeignText.line(asked.getReason()));
  }

  /** Tells who asked that he was let in. */
  public void tellGranted(AccessRequest request) {
    answer(request, true, "");
  }

  /** Tells who asked why he is not let in. */
  public void tellDenied(AccessRequest request, String because) {
    answer(request, false, because);
  }

  private void answer(AccessRequest request, boolean isGranted, String because) {
    NewAnswer answer =
        new NewAnswer()
            .asset(request.version().dataset().value().hex())
            .version(request.version().number())
            .grantee(request.grantee().hex())
            .purpose(request.purpose().code())
            .bounty(request.bounty().hex())
            .granted(isGranted)
            .because(because);
    api.tell(() -> registry.answerAccessRequest(answer, null));
  }

  /** What this account asked for, and what was said to it, newest first. */
  public List<AccessReply> accessReplies() {
    return documents.each(
        registry::listMyAccessRequests,
        reply ->
            new AccessReply(
                request(reply.getRequest()),
                Answer.valueOf(reply.getAnswer().getValue()),
                ForeignText.line(reply.getBecause())));
  }

  /** Leaves an envelope for its addressee. */
  public void post(EnvelopeKind kind, Bytes32 subject, Address addressee, byte[] sealed) {
    NewEnvelope envelope =
        new NewEnvelope()
            .kind(named(kind))
            .subject(subject.hex())
            .addressee(addressee.hex())
            .content(Base64.getEncoder().encodeToString(sealed));
    api.tell(() -> registry.postEnvelope(envelope, null));
  }

  /** This account's envelopes of one kind about one subject, oldest first. */
  public List<Delivery> fetch(EnvelopeKind kind, Bytes32 subject) {
    return documents.each(
        () -> registry.fetchEnvelopes(named(kind), subject.hex()),
        envelope -> new Delivery(new Address(envelope.getSender()), envelope.getContent()));
  }

  private static assay.client.model.EnvelopeKind named(EnvelopeKind kind) {
    return assay.client.model.EnvelopeKind.fromValue(kind.text());
  }

  /**
   * The whole access log of a dataset of this account, as the platform keeps it; whether it holds
   * is to be checked.
   *
   * @throws AccessLogRefusedException if the answer is no log of that dataset
   */
  public AccessLog accessLog(DatasetId dataset) {
    List<AccessEntry> entries = new ArrayList<>();
    List<AccessEntry> page = logFrom(dataset, 0);
    while (!page.isEmpty()) {
      entries.addAll(page);
      page = logFrom(dataset, entries.size());
    }
    return new AccessLog(dataset, entries, List.of());
  }

  /** Read as strictly as a log that somebody hands on as a file. */
  private List<AccessEntry> logFrom(DatasetId dataset, long place) {
    String id = dataset.toString();
    AccessLog log =
        LogFormat.JSON.read(
            PlatformApi.json(api.ask(() -> registry.exportAccessLog(id, null, place))));
    if (!log.dataset().equals(dataset)) {
      throw new AccessLogRefusedException(
          "The platform gave the log of dataset %s instead of %s's."
              .formatted(log.dataset(), dataset),
          null);
    }
    return log.entries();
  }
}
