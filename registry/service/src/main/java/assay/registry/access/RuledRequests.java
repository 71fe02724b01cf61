package assay.registry.access;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.approval.Application;
import assay.registry.approval.Application.Circumstances;
import assay.registry.approval.ApprovalRules;
import assay.registry.approval.Decision;
import assay.registry.approval.Decision.Approve;
import assay.registry.approval.Decision.AskOwner;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.GrantStandings;
import assay.registry.catalogue.GrantView;
import assay.registry.catalogue.VersionView;
import assay.registry.database.Database;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What owners' standing rules say to the requests in their inboxes, by the same decision as their
 * agents make. Thread-safe.
 */
public final class RuledRequests {

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
    Map<Bytes32, Asset> assets = new HashMap<>();
    return ruled(
        open,
        rules,
        id -> assets.computeIfAbsent(id, each -> asset(transaction, owner, each, standings)));
  }

  private Asset asset(Handle transaction, Address owner, Bytes32 id, GrantStandings standings) {
    return new Asset(
        catalogue.versions(transaction, id), catalogue.given(transaction, owner, id), standings);
  }

  /** The oldest first, as an agent answers: each approval counts for those after it. */
  private static List<RuledRequest> ruled(
      List<AccessRequest> newestFirst, ApprovalRules rules, Function<Bytes32, Asset> assets) {
    Map<Bytes32, Integer> approved = new HashMap<>();
    List<RuledRequest> ruled = new ArrayList<>();
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      AccessRequest request = newestFirst.get(i);
      int more = approved.getOrDefault(request.asset(), 0);
      RuledRequest one = assets.apply(request.asset()).ruled(request, rules, more);
      if (one.decision() instanceof Approve) {
        approved.put(request.asset(), more + 1);
      }
      ruled.add(one);
    }
    Collections.reverse(ruled);
    return ruled;
  }

  /**
   * A dataset as its owner answers for it.
   *
   * @param given every grant that he gave on it
   */
  private record Asset(
      List<VersionView> versions, List<GrantView> given, GrantStandings standings) {

    RuledRequest ruled(AccessRequest request, ApprovalRules rules, int approved) {
      List<GrantView> his =
          given.stream().filter(grant -> grant.grantee().equals(request.grantee())).toList();
      List<GrantView> same = his.stream().filter(grant -> isFor(grant, request)).toList();
      Decision decision =
          level(request.version())
              .map(
                  level ->
                      rules.decide(
                          application(
                              request,
                              new Circumstances(level, standing() + approved, wasTakenBack(his)))))
              .orElseGet(() -> new AskOwner("the dataset has no version " + request.version()));
      return new RuledRequest(
          request,
          decision instanceof Approve && !same.isEmpty() ? again() : decision,
          same.stream()
              .filter(grant -> standings.of(grant).isOpen())
              .map(GrantView::id)
              .findFirst());
    }

    private static AskOwner again() {
      return new AskOwner("it was granted before; only the owner grants it again");
    }

    private Optional<SharingLevel> level(int version) {
      return versions.stream()
          .filter(each -> each.version() == version)
          .map(each -> SharingLevel.of(each.minLevel()))
          .findFirst();
    }

    private int standing() {
      return (int) given.stream().filter(grant -> standings.settled(grant).isOpen()).count();
    }

    private boolean wasTakenBack(List<GrantView> his) {
      return his.stream().anyMatch(grant -> standings.of(grant).isTakenBack());
    }
  }

  private static boolean isFor(GrantView grant, AccessRequest request) {
    return grant.version() == request.version() && grant.purpose() == request.purpose();
  }

  private static Application application(AccessRequest request, Circumstances circumstances) {
    return new Application(
        new VersionId(new DatasetId(request.asset()), request.version()),
        request.grantee(),
        new Purpose(request.purpose()),
        circumstances);
  }
}
