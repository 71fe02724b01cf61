package assay.system;

import assay.agent.Agent;
import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.contract.Vault;
import assay.training.bounty.BountyId;
import java.math.BigInteger;
import java.util.List;

/**
 * One bounty's money, in wei of ether: what came in, what went out to whomever, what was burned,
 * and what is locked still.
 *
 * @param fundings everything that came in, in its order
 */
record Books(List<Funding> fundings, BigInteger paid, BigInteger burned, BigInteger locked) {

  /** Money that somebody put in. */
  record Funding(Address from, BigInteger amount) {}

  static Books of(Agent auditor, BountyId bounty) {
    List<ChainEvent> events =
        auditor.events().about("key", bounty.value()).stream()
            .filter(event -> event.name().startsWith("Pot"))
            .toList();
    return new Books(
        events.stream()
            .filter(event -> event.name().equals("PotFunded"))
            .map(event -> new Funding(event.address("from"), event.integer("amount")))
            .toList(),
        sum(events, "PotPaid"),
        sum(events, "PotBurned"),
        locked(auditor, bounty));
  }

  BigInteger in() {
    return fundings.stream().map(Funding::amount).reduce(BigInteger.ZERO, BigInteger::add);
  }

  BigInteger accounted() {
    return paid.add(burned).add(locked);
  }

  private static BigInteger sum(List<ChainEvent> events, String name) {
    return events.stream()
        .filter(event -> event.name().equals(name))
        .map(event -> event.integer("amount"))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger locked(Agent auditor, BountyId bounty) {
    Vault vault =
        auditor.chain().wrap(Vault::load, auditor.deployment().address(ContractName.VAULT));
    String payouts = auditor.deployment().address(ContractName.PAYOUTS).hex();
    return auditor
        .chain()
        .read(
            "a pot", () -> vault.potOf(payouts, bounty.value().bytes(), Address.ZERO.hex()).send());
  }
}
