package assay.agent.pool;

import assay.agent.Agent;
import assay.agent.journal.JournalEntry;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.PayoutRole;
import assay.training.ledger.PoolFacts;
import assay.training.pool.PoolFee;
import assay.training.pool.Shares;
import assay.training.pool.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shares a job's money among the members who did it. What each gets is written down before the
 * first wei is sent and is never decided again; each payment has a name under which it is sent once
 * only. So whenever it is killed, the next run pays the rest. Not thread-safe.
 */
public final class PoolPayer {

  private static final String DECIDED = "shares";
  private static final String PAID = "share-paid";

  private final Agent agent;

  public PoolPayer(Agent agent) {
    this.agent = agent;
  }

  /**
   * A job to be shared.
   *
   * @param paid what the market paid this account for it as its miner, in ether
   */
  public record Job(BountyId bounty, Wei paid) {}

  /**
   * The job of a bounty that this account won.
   *
   * @throws PoolRuleException if it was not paid, or not in ether
   */
  public Job job(BountyFacts bounty) {
    Wei paid =
        bounty.payouts().stream()
            .filter(payout -> payout.role() == PayoutRole.MINER)
            .filter(payout -> payout.to().equals(agent.address()) && payout.token().isZero())
            .map(BountyFacts.Payout::amount)
            .reduce(Wei.ZERO, Wei::plus);
    if (paid.equals(Wei.ZERO) || !bounty.state().isFinal()) {
      throw PoolRuleException.notPaid(bounty.id(), agent.address());
    }
    return new Job(bounty.id(), paid);
  }

  /**
   * What everybody would get.
   *
   * @throws PoolRuleException if somebody never was a member, or agreed to a lower fee
   */
  public Shares reckon(Job job, PoolFee fee, WorkFile work) {
    PoolFacts facts = PoolFacts.of(agent.events());
    work.works().stream()
        .map(Work::member)
        .filter(member -> !member.equals(agent.address()))
        .distinct()
        .forEach(member -> requireAgreed(facts, member, fee));
    return Shares.of(job.paid(), fee, work.works());
  }

  private void requireAgreed(PoolFacts facts, Address member, PoolFee fee) {
    PoolFee agreed =
        facts
            .agreedFee(member, agent.address())
            .orElseThrow(() -> PoolRuleException.noMember(member));
    if (fee.isAbove(agreed)) {
      throw PoolRuleException.moreThanAgreed(member, agreed, fee);
    }
  }

  /** Writes the shares down, unless the same are written down already. */
  public void decide(Job job, PoolFee fee, WorkFile work) {
    Map<String, String> facts =
        Map.of(
            "paid", job.paid().toString(),
            "fee", String.valueOf(fee.basisPoints()),
            "work", work.json());
    Optional<JournalEntry> before = agent.journal().last(subject(job.bounty()), DECIDED);
    if (before.isEmpty()) {
      agent.journal().record(subject(job.bounty()), DECIDED, facts);
    } else if (!before.get().facts().equals(facts)) {
      throw PoolRuleException.decidedOtherwise(job.bounty());
    }
  }

  /** The shares that are written down, if any are. */
  public Optional<Shares> decided(BountyId bounty) {
    return agent.journal().last(subject(bounty), DECIDED).map(PoolPayer::recall);
  }

  private static Shares recall(JournalEntry entry) {
    List<Work> works = WorkFile.parse(entry.fact("work")).works();
    PoolFee fee = new PoolFee(Integer.parseInt(entry.fact("fee")));
    return Shares.of(Wei.of(entry.fact("paid")), fee, works);
  }

  /**
   * Pays what is decided and not yet paid, out of the vault; waits until each payment is final.
   *
   * @return the transaction of every payment, also of those made before
   * @throws PoolRuleException if nothing is decided
   */
  public Map<Address, Bytes32> pay(BountyId bounty) {
    Shares shares = decided(bounty).orElseThrow(() -> PoolRuleException.noWork(bounty));
    Map<Address, Bytes32> transactions = new LinkedHashMap<>();
    shares
        .parts()
        .forEach(
            (member, part) -> {
              boolean isToBeSent = !member.equals(agent.address()) && !part.equals(Wei.ZERO);
              if (isToBeSent) {
                transactions.put(member, payOnce(bounty, member, part));
              }
            });
    return transactions;
  }

  private Bytes32 payOnce(BountyId bounty, Address member, Wei part) {
    String step = PAID + " " + member.hex();
    Optional<JournalEntry> before = agent.journal().last(subject(bounty), step);
    if (before.isPresent()) {
      return new Bytes32(before.get().fact("transaction"));
    }
    agent.ensureAvailable(part);
    Bytes32 transaction =
        agent
            .sender()
            .sendOnce(
                "pool share of " + member.hex() + " in " + bounty,
                agent.actors().withdraw(part, member))
            .transaction();
    agent.journal().record(subject(bounty), step, Map.of("transaction", transaction.hex()));
    return transaction;
  }

  private static String subject(BountyId bounty) {
    return "pool " + bounty;
  }
}
