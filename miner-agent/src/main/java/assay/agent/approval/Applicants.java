package assay.agent.approval;

import assay.agent.Agent;
import assay.chain.Address;
import assay.registry.approval.Application;
import assay.registry.approval.Application.Circumstances;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantId;
import assay.registry.grant.Purpose;
import assay.registry.ledger.GrantFacts;
import assay.registry.ledger.Ledger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the chain says about those who ask an owner. Not thread-safe. */
public final class Applicants {

  private final Agent agent;
  private final Ledger ledger;
  private final Map<VersionId, DatasetVersion> versions = new HashMap<>();

  public Applicants(Agent agent) {
    this.agent = agent;
    this.ledger = agent.ledger();
  }

  /** Whether a grant gives its right in that second, or may yet. */
  static boolean isStanding(AccessGrant grant, Instant time) {
    return grant.standingAt(time).isOpen();
  }

  /** The application as things stand; nothing if there is no such version. */
  public Optional<Application> application(VersionId version, Address grantee, Purpose purpose) {
    return registered(version)
        .map(
            known ->
                new Application(
                    version, grantee, purpose, circumstances(version.dataset(), grantee, known)));
  }

  /** This owner's grant of just that which has not ended, if there is one. */
  public Optional<GrantId> standingGrant(VersionId version, Address grantee, Purpose purpose) {
    return new GrantFacts(agent.events())
        .given(version, grantee, purpose)
        .filter(id -> ledger.standing(id).isOpen())
        .filter(id -> ledger.grant(id).filter(this::isOwn).isPresent())
        .findFirst();
  }

  /** A version never changes, so the chain is asked once. */
  private Optional<DatasetVersion> registered(VersionId version) {
    if (!versions.containsKey(version)) {
      ledger.version(version).ifPresent(known -> versions.put(version, known));
    }
    return Optional.ofNullable(versions.get(version));
  }

  private Circumstances circumstances(
      DatasetId dataset, Address grantee, DatasetVersion registered) {
    List<AccessGrant> own =
        new GrantFacts(agent.events())
            .on(dataset)
            .flatMap(id -> ledger.grant(id).stream())
            .filter(this::isOwn)
            .toList();
    long live = own.stream().filter(grant -> isStanding(grant, agent.events().now())).count();
    boolean wasRevoked =
        own.stream()
            .filter(grant -> grant.terms().grantee().equals(grantee))
            .anyMatch(grant -> ledger.standing(grant.id()).isTakenBack());
    return new Circumstances(registered.minimumLevel(), Math.toIntExact(live), wasRevoked);
  }

  private boolean isOwn(AccessGrant grant) {
    return grant.terms().grantor().equals(agent.address());
  }
}
