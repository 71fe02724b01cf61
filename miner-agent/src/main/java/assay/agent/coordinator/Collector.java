package assay.agent.coordinator;

import assay.agent.coordinator.UpdateDesk.Vault;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.grant.GrantStanding;
import assay.training.federated.round.FederatedPlan;
import assay.training.federated.round.SentUpdate;
import java.time.Duration;
import java.util.List;

/**
 * Waits for the updates of a round: until all are in or its time is over. Then it looks at every
 * grant again: whose was revoked meanwhile is left out. Not thread-safe.
 */
final class Collector {

  private final Lead lead;
  private final Invitations invitations;
  private final RoundPatience patience;

  Collector(Lead lead, Invitations invitations, RoundPatience patience) {
    this.lead = lead;
    this.invitations = invitations;
    this.patience = patience;
  }

  Vault vault() {
    return new Vault(lead.store(), lead.run().job().spec(), lead.tools().self().identity());
  }

  /** What came; fewer than that if the job is over. */
  UpdateDesk collect(FederatedPlan plan) {
    UpdateDesk desk = new UpdateDesk(plan, vault(), countedBefore());
    Duration waits = patience.next();
    long calledAt = lead.tools().pacer().nanoTime();
    Duration last = look(desk, calledAt, Duration.ZERO);
    while (!desk.awaited().isEmpty() && !lead.isOver() && passed(calledAt).compareTo(waits) < 0) {
      lead.rest();
      last = look(desk, calledAt, last);
    }
    if (!lead.isOver()) {
      desk.awaited().forEach(site -> late(desk, site, plan.round(), waits));
      dropWithoutGrant(plan, desk);
      learn(desk, last);
      desk.leftOut().forEach(left -> lead.notes().leftOut(plan.round(), left));
    }
    return desk;
  }

  private List<Bytes32> countedBefore() {
    return lead.book().finished().stream()
        .flatMap(entry -> entry.round().updates().stream())
        .map(update -> update.statement().update())
        .toList();
  }

  private Duration passed(long calledAt) {
    return Duration.ofNanos(lead.tools().pacer().nanoTime() - calledAt);
  }

  /** When the last update that counts came, after the call. */
  private Duration look(UpdateDesk desk, long calledAt, Duration last) {
    int before = desk.accepted().size();
    lead.board().once(() -> lead.tools().board().updates(lead.bounty())).ifPresent(desk::take);
    return desk.accepted().size() > before ? passed(calledAt) : last;
  }

  private void late(UpdateDesk desk, Address site, int round, Duration waits) {
    invitations.late(site, round);
    desk.leaveOut(site, "Nothing came within %d s.".formatted(waits.toSeconds()));
  }

  private void dropWithoutGrant(FederatedPlan plan, UpdateDesk desk) {
    for (SentUpdate sent : desk.accepted()) {
      Address site = sent.signed().statement().site();
      invitations.came(site);
      FederatedPlan.Site asked = plan.of(site).orElseThrow();
      GrantStanding standing = lead.tools().grants().standing(asked.grantId());
      if (!standing.isLive()) {
        desk.leaveOut(site, "Its grant %s %s.".formatted(asked.grant(), standing.words()));
      }
    }
  }

  private void learn(UpdateDesk desk, Duration last) {
    if (desk.accepted().size() >= lead.terms().leastSites()) {
      patience.enough(last);
    } else {
      patience.tooFew();
    }
  }
}
