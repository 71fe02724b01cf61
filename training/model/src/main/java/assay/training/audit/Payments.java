package assay.training.audit;

import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.training.audit.Submissions.Status;
import assay.training.audit.Submissions.Submission;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Every payment and burn out of a bounty's pot, derived from its ending to the last wei. */
final class Payments {

  private static final BigInteger BPS = BigInteger.valueOf(10_000);
  private static final BigInteger DEFAULT_DIVISOR = BigInteger.valueOf(5);

  private static final int MINER = 1;
  private static final int DATA_OWNER = 2;
  private static final int PANEL = 3;
  private static final int PLATFORM = 4;
  private static final int POOL = 5;
  private static final int RESEARCHER = 6;
  private static final int CONTRIBUTOR = 7;
  private static final int SUBMITTER = 8;
  private static final int CHALLENGER = 9;
  private static final int SECOND_PANEL = 10;

  private static final int OPENING_REST = 1;
  private static final int FEE_REST = 2;
  private static final int STAKE = 3;
  private static final int COMPLAINT_BOND = 4;
  private static final int CHALLENGE_REST = 5;

  private final BountyCase bounty;
  private final Terms terms;
  private final Panel panel;
  private final Seeds seeds;
  private final Submissions submissions;
  private final Ending ending;
  private final Closing closing;
  private final OwnersParts owners;
  private final List<Row> rows = new ArrayList<>();

  Payments(BountyCase bounty, Panel panel, Seeds seeds, Submissions submissions, Ending ending) {
    this.bounty = bounty;
    this.terms = bounty.terms();
    this.panel = panel;
    this.seeds = seeds;
    this.submissions = submissions;
    this.ending = ending;
    this.closing = new Closing(bounty, panel, ending);
    this.owners = new OwnersParts(bounty, panel, ending, closing);
  }

  List<Claim> claims() {
    return List.of(
        closing.claim(),
        owners.claim(),
        Findings.derive(
            ClaimName.PAYMENTS,
            ending.state().name().toLowerCase(Locale.ROOT),
            "split, fees, stakes, bonds and remainders of this ending, in order, to the wei",
            findings -> {
              findings.sameRows("the payment", derived(), told());
              findings.note(rows.size() + " payments and burns");
            }));
  }

  private List<Row> told() {
    List<ChainEvent> events = new ArrayList<>(bounty.events("Paid"));
    events.addAll(bounty.events("Burned"));
    return events.stream().sorted(Comparator.comparing(ChainEvent::position)).map(Row::of).toList();
  }

  private List<Row> derived() {
    rows.clear();
    if (bounty.has("KeyPublished")) {
      burn(COMPLAINT_BOND, terms.complaintBond());
    }
    shareOpeningFee();
    shareFees();
    settleStakes();
    settleChallenge();
    switch (ending.state()) {
      case SETTLED -> payReward();
      case DEFAULTED -> payDefault();
      default -> pay(terms.researcher(), RESEARCHER, terms.money().reward());
    }
    if (ending.keyWithheld()) {
      pay(terms.researcher(), RESEARCHER, terms.complaintBond());
    }
    return List.copyOf(rows);
  }

  private void shareOpeningFee() {
    BigInteger fee = terms.money().openingFee();
    int asked = seeds.asked();
    if (ending.openingBack() || asked == 0) {
      pay(terms.researcher(), RESEARCHER, Address.ZERO, fee);
      return;
    }
    BigInteger share = fee.divide(BigInteger.valueOf(asked));
    List<Address> gave = seeds.gave();
    gave.forEach(giver -> pay(giver, CONTRIBUTOR, Address.ZERO, share));
    burn(OPENING_REST, Address.ZERO, fee.subtract(share.multiply(size(gave))));
  }

  private void shareFees() {
    List<Submission> all = submissions.all();
    BigInteger evaluationFee = terms.money().evaluationFee();
    if (!closing.revealed(false) && ending.state() != State.DEFAULTED) {
      pay(terms.researcher(), RESEARCHER, terms.money().panelFee());
      all.forEach(one -> pay(one.miner(), SUBMITTER, evaluationFee));
      return;
    }
    BigInteger fees = terms.money().panelFee().add(evaluationFee.multiply(size(all)));
    share(owners.earners(false), PANEL, terms.money().token(), fees, FEE_REST);
  }

  private void settleStakes() {
    BigInteger stake = terms.money().stake();
    for (Submission one : submissions.all()) {
      boolean isWithheld =
          ending.keyWithheld()
              && ending.winner().filter(best -> best.submission().equals(one)).isPresent();
      boolean isLost = one.status() == Status.COMMITTED || isVoid(one) || isWithheld;
      if (isLost) {
        burn(STAKE, stake);
      } else {
        pay(one.miner(), SUBMITTER, stake);
      }
    }
  }

  private boolean isVoid(Submission submission) {
    return bounty.has("VerdictGiven")
        && ending.tally().results().stream()
            .filter(result -> result.submission().equals(submission))
            .anyMatch(result -> result.status() == Status.INVALID);
  }

  private void settleChallenge() {
    if (!bounty.has("Challenged")) {
      return;
    }
    BigInteger bond = terms.challengeBond();
    List<Address> seats = owners.earners(true);
    if (ending.overturned() || !closing.revealed(true)) {
      pay(bounty.only("Challenged").address("challenger"), CHALLENGER, bond);
    } else {
      share(seats, SECOND_PANEL, terms.money().token(), bond, CHALLENGE_REST);
    }
    if (closing.inherited().signum() != 0) {
      share(seats, SECOND_PANEL, Address.ZERO, closing.inherited(), CHALLENGE_REST);
    }
  }

  private void share(
      List<Address> earners, int role, Address token, BigInteger amount, int restReason) {
    BigInteger share = earners.isEmpty() ? BigInteger.ZERO : amount.divide(size(earners));
    earners.forEach(earner -> pay(earner, role, token, share));
    burn(restReason, token, amount.subtract(share.multiply(size(earners))));
  }

  private void payReward() {
    Tally.Result winner = ending.winner().orElseThrow();
    Submission submission = winner.submission();
    BigInteger all = terms.money().reward();
    BigInteger reward =
        all.multiply(BigInteger.valueOf(terms.earnedBps(winner.reached()))).divide(BPS);
    pay(terms.researcher(), RESEARCHER, all.subtract(reward));
    BigInteger rest = reward;
    if (!terms.split().platform().isZero()) {
      BigInteger part = part(reward, terms.split().platformBps());
      pay(terms.split().platform(), PLATFORM, part);
      rest = rest.subtract(part);
    }
    rest = rest.subtract(payOwners(submission, reward));
    ChainEvent commit = submission.commit();
    BigInteger poolPart = part(rest, (int) commit.number("poolFeeBps"));
    pay(commit.address("pool"), POOL, poolPart);
    pay(submission.miner(), MINER, rest.subtract(poolPart));
  }

  private BigInteger payOwners(Submission winner, BigInteger reward) {
    BigInteger scaled = reward.multiply(BigInteger.valueOf(terms.split().ownersBps()));
    List<Long> parts = owners.parts();
    BigInteger whole = BigInteger.valueOf(parts.stream().mapToLong(Long::longValue).sum());
    BigInteger paid = BigInteger.ZERO;
    for (Terms.Dataset dataset : terms.datasets()) {
      BigInteger share = BigInteger.valueOf(parts.get(dataset.index()));
      BigInteger part = scaled.multiply(share).divide(BPS.multiply(whole));
      paid = paid.add(part);
      if (winner.held().testBit(dataset.index())) {
        pay(submissions.grantor(winner, dataset), DATA_OWNER, part);
      } else {
        pay(terms.researcher(), RESEARCHER, part);
      }
    }
    return paid;
  }

  /** A fifth of the reward for those whose submissions were not the reason. */
  private void payDefault() {
    List<Submission> sharers =
        submissions.all().stream()
            .filter(one -> one.status() == Status.STANDING && !isVoid(one))
            .filter(one -> unopened(one.slot()) < terms.test().marksToVoid())
            .toList();
    BigInteger reward = terms.money().reward();
    BigInteger each =
        sharers.isEmpty() ? BigInteger.ZERO : reward.divide(DEFAULT_DIVISOR).divide(size(sharers));
    sharers.forEach(one -> pay(one.miner(), SUBMITTER, each));
    pay(terms.researcher(), RESEARCHER, reward.subtract(each.multiply(size(sharers))));
  }

  /** Seats that reported, since the last restart, that they could not open the submission. */
  private long unopened(int slot) {
    return bounty.events("TestSetReported").stream()
        .filter(
            report ->
                bounty
                    .reportsForgotten(ending.change())
                    .filter(forgotten -> bounty.isBefore(report, forgotten))
                    .isEmpty())
        .filter(report -> panel.seat(report.address("evaluator")).isPresent())
        .filter(report -> report.integer("unopened").testBit(slot))
        .count();
  }

  private static BigInteger part(BigInteger amount, int bps) {
    return amount.multiply(BigInteger.valueOf(bps)).divide(BPS);
  }

  private static BigInteger size(List<?> list) {
    return BigInteger.valueOf(list.size());
  }

  private void pay(Address to, int role, BigInteger amount) {
    pay(to, role, terms.money().token(), amount);
  }

  private void pay(Address to, int role, Address token, BigInteger amount) {
    if (amount.signum() != 0) {
      rows.add(
          Row.of(
              "Paid",
              "bounty",
              bounty.id(),
              "to",
              to,
              "role",
              role,
              "token",
              token,
              "amount",
              amount));
    }
  }

  private void burn(int reason, BigInteger amount) {
    burn(reason, terms.money().token(), amount);
  }

  private void burn(int reason, Address token, BigInteger amount) {
    if (amount.signum() != 0) {
      rows.add(
          Row.of(
              "Burned", "bounty", bounty.id(), "reason", reason, "token", token, "amount", amount));
    }
  }

  /** What liars lost to the second panel, which passes through the pot. */
  BigInteger inherited() {
    return closing.inherited();
  }

  /** The payouts contract, in whose name the pot is kept. */
  static Address account(BountyCase bounty) {
    return bounty.evidence().address(ContractName.PAYOUTS);
  }
}
