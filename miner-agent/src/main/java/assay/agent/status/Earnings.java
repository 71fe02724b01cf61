package assay.agent.status;

import assay.agent.Agent;
import assay.chain.Address;
import assay.chain.Wei;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyFacts.Payout;
import assay.training.ledger.PayoutRole;
import java.util.List;

/**
 * What an account earned as a miner, in ether; other tokens are not counted.
 *
 * @param paid by all bounties so far
 * @param pending of bounties that it has won and that are not settled; a challenge may undo it
 * @param available in the vault, to withdraw or to lock: also what was deposited
 */
public record Earnings(Wei paid, Wei pending, Wei available) {

  /** As the final events and the vault have it now. */
  public static Earnings of(Agent agent) {
    List<BountyFacts> bounties =
        BountyFacts.all(agent.events()).stream().filter(bounty -> bounty.token().isZero()).toList();
    return new Earnings(
        paid(bounties, agent.address()),
        pending(bounties, agent.address()),
        agent.actors().available(agent.address()));
  }

  private static Wei paid(List<BountyFacts> bounties, Address account) {
    return bounties.stream()
        .flatMap(bounty -> bounty.payouts().stream())
        .filter(paid -> paid.to().equals(account) && paid.role() == PayoutRole.MINER)
        .map(Payout::amount)
        .reduce(Wei.ZERO, Wei::plus);
  }

  private static Wei pending(List<BountyFacts> bounties, Address account) {
    return bounties.stream()
        .filter(bounty -> !bounty.state().isFinal())
        .filter(bounty -> bounty.winner().filter(account::equals).isPresent())
        .map(BountyFacts::minersPart)
        .reduce(Wei.ZERO, Wei::plus);
  }
}
