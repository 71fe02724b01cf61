package assay.training.panel;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.grant.EnvelopeKind;
import assay.registry.mailbox.EnvelopeForbiddenException;
import assay.registry.mailbox.EnvelopeRule;
import assay.registry.mailbox.PostedEnvelope;
import org.jdbi.v3.core.Handle;

/**
 * Keys that travel inside a bounty: the test key from the researcher to the seats, checkpoint keys
 * from their miners to the seats and to the researcher, keys of evidence from their miners to the
 * seats alone; of the first two a seat may hand on what it holds. The rule keeps strangers from
 * filling the mailbox; that a key reaches the researcher only after the money is locked is the
 * senders' doing, for the platform cannot tell keys apart.
 */
public final class BountyEnvelopeRule implements EnvelopeRule {

  private final EnvelopeKind kind;

  private BountyEnvelopeRule(EnvelopeKind kind) {
    this.kind = kind;
  }

  /** Guards the keys of test sets. */
  public static BountyEnvelopeRule forTestKeys() {
    return new BountyEnvelopeRule(EnvelopeKind.TEST_KEY);
  }

  /** Guards the keys of checkpoints. */
  public static BountyEnvelopeRule forCheckpointKeys() {
    return new BountyEnvelopeRule(EnvelopeKind.CHECKPOINT_KEY);
  }

  /** Guards the keys of evidence. */
  public static BountyEnvelopeRule forEvidenceKeys() {
    return new BountyEnvelopeRule(EnvelopeKind.EVIDENCE_KEY);
  }

  @Override
  public EnvelopeKind kind() {
    return kind;
  }

  @Override
  public void checkPost(Handle transaction, PostedEnvelope envelope) {
    BountyParties parties = new BountyParties(transaction, envelope.subject());
    if (!maySend(parties, envelope.sender()) || !mayReceive(parties, envelope.addressee())) {
      throw new EnvelopeForbiddenException(
          "not-your-bounty",
          "An envelope of kind '%s' from %s to %s is none of bounty %s's business now; check the addresses and the bounty's state."
              .formatted(kind.text(), envelope.sender(), envelope.addressee(), envelope.subject()));
    }
  }

  private boolean maySend(BountyParties parties, Address sender) {
    return switch (kind) {
      case TEST_KEY -> parties.isResearcher(sender) || parties.isSeat(sender);
      case CHECKPOINT_KEY -> parties.isMiner(sender) || parties.isSeat(sender);
      case EVIDENCE_KEY -> parties.isMiner(sender);
      case VERSION_KEY -> false;
    };
  }

  private boolean mayReceive(BountyParties parties, Address addressee) {
    return parties.isSeat(addressee)
        || (kind == EnvelopeKind.CHECKPOINT_KEY && parties.isResearcher(addressee));
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

    boolean isMiner(Address account) {
      return exists(
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
