package assay.training.audit;

import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.training.audit.Submissions.Submission;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The vault's own account of a bounty's pot, held to what the bounty's contracts say. */
final class Pot {

  private final BountyCase bounty;
  private final BigInteger inherited;

  Pot(BountyCase bounty, BigInteger inherited) {
    this.bounty = bounty;
    this.inherited = inherited;
  }

  Claim claim(List<Submission> submissions) {
    return Findings.derive(
        ClaimName.POT,
        "payouts",
        "opening, submissions and bonds went in; for each token the same sum went out",
        findings -> {
          findings.sameRows("what came in", in(submissions), funded());
          findings.sameRows("what went out", out(), moved());
          sums("PotFunded")
              .forEach(
                  (token, sum) ->
                      findings.note(sum + (token.isZero() ? " wei" : " units of " + token)));
          if (bounty.finalState().isFinal()) {
            findings.same("the sums that went out", sums("PotFunded"), sumsOut());
          }
        });
  }

  private List<Row> in(List<Submission> submissions) {
    Terms terms = bounty.terms();
    Terms.Money money = terms.money();
    Address token = money.token();
    List<Row> rows = new ArrayList<>();
    rows.add(funded(Address.ZERO, terms.researcher(), money.openingFee()));
    rows.add(funded(token, terms.researcher(), money.reward().add(money.panelFee())));
    for (Submission one : submissions) {
      rows.add(funded(token, one.miner(), money.stake().add(money.evaluationFee())));
    }
    List<ChainEvent> bonds = new ArrayList<>(bounty.events("Challenged"));
    bonds.addAll(bounty.events("Complained"));
    bonds.sort(Comparator.comparing(ChainEvent::position));
    for (ChainEvent bond : bonds) {
      rows.add(
          bond.name().equals("Challenged")
              ? funded(token, bond.address("challenger"), terms.challengeBond())
              : funded(token, terms.researcher(), terms.complaintBond()));
    }
    if (inherited.signum() != 0) {
      rows.add(funded(Address.ZERO, Payments.account(bounty), inherited));
    }
    return rows;
  }

  private static Row funded(Address token, Address from, BigInteger amount) {
    return Row.of("PotFunded", "token", token, "from", from, "amount", amount);
  }

  private List<Row> funded() {
    return keyed("PotFunded").stream()
        .map(
            event -> funded(event.address("token"), event.address("from"), event.integer("amount")))
        .toList();
  }

  /** What the bounty says it paid and burned, as the vault would say it. */
  private List<Row> out() {
    List<ChainEvent> events = new ArrayList<>(bounty.events("Paid"));
    events.addAll(bounty.events("Burned"));
    return events.stream()
        .sorted(Comparator.comparing(ChainEvent::position))
        .map(
            event ->
                event.name().equals("Paid")
                    ? left(event, event.address("to"))
                    : left(event, Address.ZERO))
        .toList();
  }

  private List<Row> moved() {
    List<ChainEvent> events = new ArrayList<>(keyed("PotPaid"));
    events.addAll(keyed("PotBurned"));
    return events.stream()
        .sorted(Comparator.comparing(ChainEvent::position))
        .map(
            event ->
                event.name().equals("PotPaid")
                    ? left(event, event.address("to"))
                    : left(event, Address.ZERO))
        .toList();
  }

  private static Row left(ChainEvent event, Address to) {
    return Row.of(
        "left", "token", event.address("token"), "to", to, "amount", event.integer("amount"));
  }

  private Map<Address, BigInteger> sumsOut() {
    Map<Address, BigInteger> sums = sums("PotPaid");
    sums("PotBurned").forEach((token, sum) -> sums.merge(token, sum, BigInteger::add));
    return sums;
  }

  private Map<Address, BigInteger> sums(String name) {
    Map<Address, BigInteger> sums = new TreeMap<>();
    keyed(name)
        .forEach(
            event -> sums.merge(event.address("token"), event.integer("amount"), BigInteger::add));
    return sums;
  }

  private List<ChainEvent> keyed(String name) {
    return bounty.keyed(ContractName.PAYOUTS, name);
  }
}
