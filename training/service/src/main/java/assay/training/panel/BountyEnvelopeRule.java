package assay.training.panel;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.mailbox.EnvelopeRefusedException;
import assay.registry.mailbox.EnvelopeRule;
import assay.registry.mailbox.PostedEnvelope;
import org.jdbi.v3.core.Handle;

/**
 * Keys that travel inside a bounty: the researcher's test key to the seats, and checkpoint keys
 * from miners to the seats and from miners and seats to the researcher. The rule keeps strangers
 * from filling the mailbox; that a key reaches the researcher only after the money is locked is the
 * senders' doing, for the platform cannot tell keys apart.
 */
public final class BountyEnvelopeRule implements EnvelopeRule {

  /** The test set's key, from the researcher to a seat; the subject is the bounty. */
  public static final String TEST_SET = "test-key";

  /** A checkpoint's key; the subject is the bounty. */
  public static final String CHECKPOINT = "checkpoint-key";

  private final String kind;

  public BountyEnvelopeRule(String kind) {
    this.kind = kind;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public void checkPost(Handle transaction, PostedEnvelope envelope) {
    BountyParties parties = new BountyParties(transaction, envelope.subject());
    boolean maySend =
        parties.isResearcher(envelope.sender())
            || (kind.equals(CHECKPOINT) && parties.isMinerOrSeat(envelope.sender()));
    boolean mayReceive =
        parties.isSeat(envelope.addressee())
            || (kind.equals(CHECKPOINT) && parties.isResearcher(envelope.addressee()));
    if (!maySend || !mayReceive) {
      throw new EnvelopeRefusedException(
          "not-your-bounty",
          "An envelope of kind '%s' from %s to %s is none of bounty %s's business now; check the addresses and the bounty's state."
              .formatted(kind, envelope.sender(), envelope.addressee(), envelope.subject()));
    }
  }

  /** Nothing more to check: only the addressee gets it, and it is sealed to him. */
  @Override
  public void checkRelease(Handle transaction, PostedEnvelope envelope) {}

  /** Who has to do with a bounty, in the final chain. */
  private record BountyParties(Handle transaction, Bytes32 bounty) {

    boolean isResearcher(Address account) {
      return exists("select 1 from bounty where id = :bounty and researcher = :account", account);
    }

    boolean isSeat(Address account) {
      return exists(
          "select 1 from evaluation where bounty = :bounty and evaluator = :account", account);
    }

    boolean isMinerOrSeat(Address account) {
      return isSeat(account)
          || exists(
              "select 1 from submission where bounty = :bounty and miner = :account", account);
    }

    private boolean exists(String query, Address account) {
      return transaction
          .createQuery("select exists (" + query + ")")
          .bind("bounty", bounty.hex())
          .bind("account", account.hex())
          .mapTo(Boolean.class)
          .one();
    }
  }
}
