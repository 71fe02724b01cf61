package assay.agent.platform;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.accesslog.AccessEntry;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.AccessLogRefusedException;
import assay.registry.accesslog.LogFormat;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.EnvelopeKind;
import assay.registry.grant.Purpose;
import assay.training.bounty.BountyId;
import com.fasterxml.jackson.core.type.TypeReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an agent asks of a platform, in its account's name. Every call may throw {@link
 * PlatformUnreachableException} or, with the platform's own reason, {@link
 * PlatformRefusedException}. Thread-safe.
 */
public final class PlatformClient {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ApiClient api;

  public PlatformClient(URI platform, Account account, Clock clock) {
    this.api = new ApiClient(platform, account, clock, PATIENCE);
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

  /** As a platform hands it out: what another account wrote there, so not to be relied on. */
  private record AccessRequestJson(
      String asset,
      long version,
      String grantee,
      int purpose,
      String bounty,
      @Nullable String reason) {

    Optional<AccessRequest> readable() {
      try {
        return Optional.of(
            new AccessRequest(
                new VersionId(new DatasetId(new Bytes32(asset)), version),
                new Address(grantee),
                new Purpose(purpose),
                new Bytes32(bounty),
                ForeignText.line(reason == null ? "" : reason)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }

  /** As a platform hands it out. */
  private record AccessReplyJson(AccessRequestJson request, String answer, String because) {

    Optional<AccessReply> readable() {
      return Stream.of(Answer.values())
          .filter(known -> known.name().equals(answer))
          .flatMap(
              known ->
                  request.readable().stream()
                      .map(asked -> new AccessReply(asked, known, ForeignText.line(because))))
          .findFirst();
    }
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
    api.post(
        "access-requests",
        Map.of(
            "asset", version.dataset().value().hex(),
            "version", version.number(),
            "purpose", purpose.code(),
            "bounty", bounty.hex(),
            "reason", reason));
  }

  /**
   * Requests about this account's datasets, newest first. One that asks for nothing that exists is
   * left out: it must not keep the others from being answered.
   */
  public List<AccessRequest> accessRequests() {
    return api.get("access-requests", new TypeReference<List<AccessRequestJson>>() {}).stream()
        .flatMap(request -> request.readable().stream())
        .toList();
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
    api.post(
        "access-requests/answers",
        Map.of(
            "asset", request.version().dataset().value().hex(),
            "version", request.version().number(),
            "grantee", request.grantee().hex(),
            "purpose", request.purpose().code(),
            "bounty", request.bounty().hex(),
            "granted", isGranted,
            "because", because));
  }

  /** What this account asked for, and what was said to it, newest first. */
  public List<AccessReply> accessReplies() {
    return api.get("access-requests/mine", new TypeReference<List<AccessReplyJson>>() {}).stream()
        .flatMap(reply -> reply.readable().stream())
        .toList();
  }

  /** Leaves an envelope for its addressee. */
  public void post(EnvelopeKind kind, Bytes32 subject, Address addressee, byte[] sealed) {
    api.post(
        "envelopes",
        Map.of(
            "kind", kind.text(),
            "subject", subject.hex(),
            "addressee", addressee.hex(),
            "content", Base64.getEncoder().encodeToString(sealed)));
  }

  /** This account's envelopes of one kind about one subject, oldest first. */
  public List<Delivery> fetch(EnvelopeKind kind, Bytes32 subject) {
    String path = "envelopes?kind=%s&subject=%s".formatted(kind.text(), subject.hex());
    return api.get(path, new TypeReference<>() {});
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

  private List<AccessEntry> logFrom(DatasetId dataset, int place) {
    String page = api.getText("datasets/%s/log?from=%d".formatted(dataset, place));
    AccessLog log = LogFormat.JSON.read(page.getBytes(StandardCharsets.UTF_8));
    if (!log.dataset().equals(dataset)) {
      throw new AccessLogRefusedException(
          "The platform gave the log of dataset %s instead of %s's."
              .formatted(log.dataset(), dataset),
          null);
    }
    return log.entries();
  }
}
