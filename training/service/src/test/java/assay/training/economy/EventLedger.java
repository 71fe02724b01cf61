package assay.training.economy;

import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.training.ledger.BountyTerms;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What everybody gained in a bounty as its events tell it: all that moves money has an event. */
final class EventLedger {

  private final Map<Address, BigInteger> gains = new HashMap<>();
  private final Set<Address> committed = new HashSet<>();

  private EventLedger() {}

  static EventLedger of(Plot plot, BigInteger openingFee) {
    EventLedger ledger = new EventLedger();
    plot.story().events().forEach(event -> ledger.add(event, plot, openingFee));
    return ledger;
  }

  BigInteger gainOf(Address account) {
    return gains.getOrDefault(account, BigInteger.ZERO);
  }

  private void add(ChainEvent event, Plot plot, BigInteger openingFee) {
    BountyTerms.Money money = plot.terms().money();
    switch (event.name()) {
      case "BountyOpened" ->
          take(
              event.address("researcher"),
              money.reward().plus(money.panelFee()).value().add(openingFee));
      case "Committed" -> commit(event.address("miner"), money);
      case "Complained" -> take(plot.researcher().address(), event.wei("bond").value());
      case "Challenged" -> take(event.address("challenger"), event.wei("bond").value());
      case "Paid" -> give(event.address("to"), event.wei("amount").value());
      // Burned, or paid on to the second panel, which further events tell.
      case "SeatReleased", "ContributionReleased" ->
          take(event.address("actor"), event.wei("slashed").value());
      default -> {
        // All others move no money.
      }
    }
  }

  private void commit(Address miner, BountyTerms.Money money) {
    if (committed.add(miner)) {
      take(miner, money.stake().plus(money.evaluationFee()).value());
    }
  }

  private void give(Address to, BigInteger amount) {
    gains.merge(to, amount, BigInteger::add);
  }

  private void take(Address from, BigInteger amount) {
    gains.merge(from, amount.negate(), BigInteger::add);
  }
}
