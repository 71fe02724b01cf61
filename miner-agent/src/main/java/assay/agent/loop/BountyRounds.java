package assay.agent.loop;

import assay.agent.journal.JournalException;
import assay.chain.ChainUnreachableException;
import assay.chain.WrongChainException;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Visits bounties one after another, each on its own: strangers post bounties, and one that cannot
 * be dealt with must not keep an agent from the others. What went wrong is told once per reason;
 * what concerns all bounties (the journal, the chain) ends the round. Not thread-safe.
 */
public final class BountyRounds {

  private final Narrator narrator;
  private final Map<BountyId, String> lastFailure = new HashMap<>();

  public BountyRounds(Narrator narrator) {
    this.narrator = narrator;
  }

  /** Visits every bounty; those that failed are visited again next time. */
  public void visit(List<BountyFacts> bounties, Consumer<BountyFacts> duty) {
    bounties.forEach(bounty -> visit(bounty, duty));
  }

  private void visit(BountyFacts bounty, Consumer<BountyFacts> duty) {
    try {
      duty.accept(bounty);
      if (lastFailure.remove(bounty.id()) != null) {
        narrator.tell("going-on", bounty.id(), "Going on with this bounty.");
      }
    } catch (JournalException | WrongChainException | ChainUnreachableException e) {
      throw e;
    } catch (RuntimeException e) {
      tellOnce(bounty.id(), e);
    }
  }

  private void tellOnce(BountyId bounty, RuntimeException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (!reason.equals(lastFailure.put(bounty, reason))) {
      narrator.tell(
          "waiting", bounty, reason, Map.of("failure", failure.getClass().getSimpleName()));
    }
  }
}
