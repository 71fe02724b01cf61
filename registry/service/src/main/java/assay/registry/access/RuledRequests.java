package assay.registry.access;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.approval.Application;
import assay.registry.approval.Application.Circumstances;
import assay.registry.approval.ApprovalRules;
import assay.registry.approval.Decision;
import assay.registry.approval.Decision.AskOwner;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.GrantStandings;
import assay.registry.catalogue.GrantView;
import assay.registry.catalogue.VersionView;
import assay.registry.database.Database;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What owners' standing rules say to the requests in their inboxes, by the same decision as their
 * agents make. Thread-safe.
 */
public final class RuledRequests {

  private static final Set<GrantStanding> STANDING =
      EnumSet.of(GrantStanding.LIVE, GrantStanding.UNPAID, GrantStanding.NOT_YET);
  private static final Set<GrantStanding> TAKEN_BACK =
      EnumSet.of(GrantStanding.REVOKED, GrantStanding.OVERTURNED, GrantStanding.ENDING);

  private final Database database;
  private final AccessRequests requests;
  private final Catalogue catalogue;

  public RuledRequests(Database database, AccessRequests requests, Catalogue catalogue) {
    this.database = database;
    this.requests = requests;
    this.catalogue = catalogue;
  }

  /** The owner's inbox at that time, newest first, with what his rules say. */
  public List<RuledRequest> toOwner(Address owner, Instant now) {
    List<AccessRequest> open = requests.toOwner(owner, now);
    return open.isEmpty()
        ? List.of()
        : database.inTransaction(transaction -> ruled(transaction, owner, open));
  }

  private List<RuledRequest> ruled(Handle transaction, Address owner, List<AccessRequest> open) {
    ApprovalRules rules = StandingRules.of(transaction, owner);
    GrantStandings standings = new GrantStandings(transaction);
    Map<Bytes32, Assets> assets = new HashMap<>();
    return ruled(
        open,
        rules,
        id -> assets.computeIfAbsent(id, each -> assets(transaction, owner, each, standings)));
  }

  /** The oldest first, as an agent answers: each approval counts for those after it. */
  private static List<RuledRequest> ruled(
      List<AccessRequest> newestFirst, ApprovalRules rules, Function<Bytes32, Assets> assets) {
    Map<Bytes32, Integer> approved = new HashMap<>();
    List<RuledRequest> ruled = new ArrayList<>();
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      AccessRequest request = newestFirst.get(i);
      int more = approved.getOrDefault(request.asset(), 0);
      RuledRequest one = ruled(request, rules, assets.apply(request.asset()), more);
      if (one.decision() instanceof Decision.Approve) {
        approved.put(request.asset(), more + 1);
      }
      ruled.add(one);
    }
    Collections.reverse(ruled);
    return ruled;
  }

  /** A dataset's versions, and its owner's grants on it with their standings. */
  private record Assets(List<VersionView> versions, List<Given> given) {

    Optional<SharingLevel> level(long version) {
      return versions.stream()
          .filter(each -> each.version() == version)
          .map(each -> SharingLevel.of(each.minLevel()))
          .findFirst();
    }

    int standing() {
      return (int) given.stream().filter(Given::isStanding).count();
    }
  }

  private record Given(GrantView grant, GrantStanding standing) {

    boolean isStanding() {
      return STANDING.contains(standing);
    }

    boolean isFor(AccessRequest request) {
      return grant.grantee().equals(request.grantee())
          && grant.version() == request.version()
          && grant.purpose() == request.purpose();
    }
  }

  private Assets assets(
      Handle transaction, Address owner, Bytes32 asset, GrantStandings standings) {
    return new Assets(
        catalogue.versions(transaction, asset),
        catalogue.given(transaction, owner, asset).stream()
            .map(grant -> new Given(grant, standings.of(grant)))
            .toList());
  }

  private static RuledRequest ruled(
      AccessRequest request, ApprovalRules rules, Assets asset, int approved) {
    return new RuledRequest(
        request,
        decide(request, rules, asset, approved),
        asset.given().stream()
            .filter(given -> given.isFor(request) && given.isStanding())
            .map(given -> given.grant().id())
            .findFirst());
  }

  private static Decision decide(
      AccessRequest request, ApprovalRules rules, Assets asset, int approved) {
    Optional<SharingLevel> minimum = asset.level(request.version());
    if (minimum.isEmpty()) {
      return new AskOwner("the dataset has no version " + request.version());
    }
    Decision decision = rules.decide(application(request, minimum.get(), asset, approved));
    boolean wasGiven = asset.given().stream().anyMatch(given -> given.isFor(request));
    return decision instanceof Decision.Approve && wasGiven
        ? new AskOwner("it was granted before; only the owner grants it again")
        : decision;
  }

  private static Application application(
      AccessRequest request, SharingLevel minimum, Assets asset, int approved) {
    boolean wasRevoked =
        asset.given().stream()
            .filter(given -> given.grant().grantee().equals(request.grantee()))
            .anyMatch(given -> TAKEN_BACK.contains(given.standing()));
    return new Application(
        new VersionId(new DatasetId(request.asset()), request.version()),
        request.grantee(),
        new Purpose(request.purpose()),
        new Circumstances(minimum, asset.standing() + approved, wasRevoked));
  }
}
