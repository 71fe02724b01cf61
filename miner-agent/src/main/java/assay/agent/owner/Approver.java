package assay.agent.owner;

import assay.agent.Agent;
import assay.agent.keys.KeyExchange;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Narrator;
import assay.agent.loop.Rounds;
import assay.agent.platform.PlatformClient.AccessRequest;
import assay.registry.dataset.SharingLevel;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import assay.registry.ledger.Confirmed;
import assay.registry.ledger.GrantFacts;
import assay.registry.ledger.Ledger;
import assay.registry.seal.AgeIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Approves every request to train on the owner's datasets once, for a fixed time and free of
 * charge, and hands over the key; data above level L2, whose key nobody gets, is refused. An owner
 * who wants to look first does not run it.
 */
public final class Approver implements AgentTask {

  private static final String ANSWERED = "answered";

  private final Agent agent;
  private final Narrator narrator;
  private final Duration lifetime;
  private final VersionKeys keys;
  private final Ledger ledger;
  private final Rounds rounds;
  private final Set<GrantId> delivered = new HashSet<>();

  public Approver(Agent agent, Narrator narrator, Duration lifetime) {
    this.agent = agent;
    this.narrator = narrator;
    this.lifetime = lifetime;
    this.keys = new VersionKeys(agent.home());
    this.ledger = agent.ledger();
    this.rounds = new Rounds(narrator);
  }

  @Override
  public void advance() {
    agent.events().refresh();
    for (AccessRequest request : agent.platform().accessRequests()) {
      if (request.purpose().equals(Purpose.TRAIN)) {
        rounds.visit(
            subject(request),
            () -> keys.find(request.version()).ifPresent(key -> approve(request, key)));
      }
    }
  }

  private void approve(AccessRequest request, AgeIdentity key) {
    boolean isAnswered = isAnswered(request);
    Optional<GrantId> live = liveGrant(request);
    if (live.isEmpty() && isAnswered) {
      return;
    }
    GrantId id = live.orElseGet(() -> grant(request));
    if (!isAnswered) {
      agent.journal().record(subject(request), ANSWERED, Map.of("grant", id.toString()));
    }
    if (!delivered.contains(id)) {
      AccessGrant grant = ledger.requireLive(id);
      agent.keys().sendVersionKey(grant, key);
      delivered.add(id);
    }
  }

  /** A request gets one grant: whoever's grant was revoked or has expired is not let in again. */
  private boolean isAnswered(AccessRequest request) {
    return agent.journal().last(subject(request), ANSWERED).isPresent();
  }

  private static String subject(AccessRequest request) {
    return request.version() + " to " + request.grantee() + " for " + request.bounty();
  }

  private Optional<GrantId> liveGrant(AccessRequest request) {
    return new GrantFacts(agent.events())
        .given(request.version(), request.grantee(), request.purpose())
        .filter(grant -> ledger.standing(grant).isLive())
        .findFirst();
  }

  private GrantId grant(AccessRequest request) {
    Instant now = agent.events().now();
    SharingLevel level =
        ledger
            .version(request.version())
            .orElseThrow(() -> new IllegalStateException("A kept key's version is unknown."))
            .minimumLevel();
    // A grant costs gas and is worth nothing to whom no key can be sealed.
    agent.keys().recipient(request.grantee());
    KeyExchange.requireHandedOut(request.version(), level);
    GrantTerms terms =
        new GrantTerms(
            agent.address(),
            request.grantee(),
            request.version(),
            request.purpose(),
            level,
            new Period(now, now.plus(lifetime)),
            Price.FREE);
    Confirmed<GrantId> confirmed = ledger.grant(terms);
    narrator.tell(
        "granted",
        confirmed.fact(),
        "Granted " + request.grantee() + " to train on " + request.version() + ".",
        Map.of("gas", String.valueOf(confirmed.receipt().gasUsed())));
    return confirmed.fact();
  }
}
