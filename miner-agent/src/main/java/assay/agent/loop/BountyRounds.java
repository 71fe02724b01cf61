package assay.agent.loop;

import assay.training.ledger.BountyFacts;
import java.util.List;
import java.util.function.Consumer;

/** Visits bounties one after another, each on its own. Not thread-safe. */
public final class BountyRounds {

  private final Rounds rounds;

  public BountyRounds(Narrator narrator) {
    this.rounds = new Rounds(narrator);
  }

  /** Visits every bounty; those that failed are visited again next time. */
  public void visit(List<BountyFacts> bounties, Consumer<BountyFacts> duty) {
    bounties.forEach(bounty -> rounds.visit(bounty.id(), () -> duty.accept(bounty)));
  }
}
