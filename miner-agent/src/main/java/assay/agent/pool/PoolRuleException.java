package assay.agent.pool;

import assay.agent.AgentException;
import assay.chain.Address;
import assay.training.bounty.BountyId;
import assay.training.pool.PoolFee;

/** What was asked of a pool cannot be done so. */
public final class PoolRuleException extends AgentException {

  private PoolRuleException(String code, String message) {
    super(code, message);
  }

  static PoolRuleException self(Address account) {
    return new PoolRuleException(
        "own-pool",
        "%s cannot join its own pool; its own work stays with it anyway.".formatted(account));
  }

  public static PoolRuleException unknown(Address pool) {
    return new PoolRuleException(
        "pool-unknown",
        "%s is no pool: it has not joined as one, or the platform has no description that it signed for this deployment. Ask its operator, or look at 'assay pool list'."
            .formatted(pool));
  }

  static PoolRuleException feeTooHigh(PoolFee fee, PoolFee most) {
    return new PoolRuleException(
        "pool-fee-too-high",
        "The pool takes %s, and you would pay %s at most; say --max-fee %d if that is right."
            .formatted(fee, most, fee.basisPoints()));
  }

  static PoolRuleException inNoPool(Address account) {
    return new PoolRuleException("in-no-pool", account + " is in no pool; there is none to leave.");
  }

  static PoolRuleException notPaid(BountyId bounty, Address operator) {
    return new PoolRuleException(
        "job-not-paid",
        "Bounty %s has not paid %s anything as its miner in ether; share a job that you won, once it is settled."
            .formatted(bounty, operator));
  }

  public static PoolRuleException noWork(BountyId bounty) {
    return new PoolRuleException(
        "no-work",
        "Nothing is written down of who worked for bounty %s; name the file with --work."
            .formatted(bounty));
  }

  static PoolRuleException decidedOtherwise(BountyId bounty) {
    return new PoolRuleException(
        "shares-decided",
        "The shares of bounty %s were decided before, otherwise; run it without --work to pay those that are still due."
            .formatted(bounty));
  }

  static PoolRuleException noMember(Address account) {
    return new PoolRuleException(
        "no-member",
        "%s never was in this pool on the chain; check the address in the work file."
            .formatted(account));
  }

  public static PoolRuleException notIn(Address account, Address pool) {
    return new PoolRuleException(
        "not-in-pool",
        "%s is not in pool %s by the final chain; let it join first, or wait until that is final."
            .formatted(account, pool));
  }

  static PoolRuleException moreThanAgreed(Address member, PoolFee agreed, PoolFee fee) {
    return new PoolRuleException(
        "fee-not-agreed",
        "%s joined for a fee of %s, and %s would be taken; pay with --fee %d or less."
            .formatted(member, agreed, fee, agreed.basisPoints()));
  }

  static PoolRuleException unreadableWork(String problem) {
    return new PoolRuleException(
        "work-file",
        problem
            + ". Write {\"work\": [{\"member\": \"0x...\", \"samples\": 1000, \"weight\": 1}]}.");
  }
}
