package assay.agent.approval;

import assay.agent.Agent;
import assay.agent.loop.Rounds;
import assay.agent.owner.AccessGiver;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantStanding;
import assay.registry.ledger.GrantFacts;
import assay.registry.ledger.Ledger;
import java.util.HashSet;
import java.util.Set;

/**
 * Leaves the key of every grant of this owner that stands in the mailbox, once in each run: a
 * mailbox may have lost it. Not thread-safe.
 */
final class KeyDelivery {

  private final Agent agent;
  private final Ledger ledger;
  private final AccessGiver giver;
  private final Rounds rounds;
  private final Set<GrantId> settled = new HashSet<>();

  KeyDelivery(Agent agent, Rounds rounds) {
    this.agent = agent;
    this.ledger = agent.ledger();
    this.giver = new AccessGiver(agent);
    this.rounds = rounds;
  }

  /** Delivers whatever is not delivered yet. */
  void catchUp() {
    new GrantFacts(agent.events())
        .by(agent.address())
        .filter(id -> !settled.contains(id))
        .forEach(id -> rounds.visit(id, () -> deliver(id)));
  }

  /** Delivers one. */
  void deliver(GrantId id) {
    if (!settled.contains(id)) {
      ledger.grant(id).ifPresent(this::deliver);
    }
  }

  private void deliver(AccessGrant grant) {
    GrantStanding standing = ledger.standing(grant.id());
    switch (standing) {
      case LIVE, UNPAID -> {
        if (grant.terms().level().handsOutKeys()) {
          giver.deliver(grant.id());
        }
        settled.add(grant.id());
      }
      case EXPIRED, REVOKED, OVERTURNED -> settled.add(grant.id());
      case NOT_YET, ENDING, UNKNOWN -> {
        // Its time may come, or the end that is pending may not.
      }
    }
  }
}
