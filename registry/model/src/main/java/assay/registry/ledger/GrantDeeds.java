package assay.registry.ledger;

import assay.chain.ChainClient;
import assay.chain.Deployment;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import java.math.BigInteger;
import java.util.random.RandomGenerator;

/** Draws up the deeds of new grants and finds those of given ones. Thread-safe. */
public final class GrantDeeds {

  private static final int NONCE_BYTES = 16;

  private final RegistryReads reads;
  private final RandomGenerator random;

  /**
   * @param random draws the nonces that tell equal grants apart
   */
  public GrantDeeds(ChainClient chain, Deployment deployment, RandomGenerator random) {
    this(new RegistryReads(chain, deployment), random);
  }

  GrantDeeds(RegistryReads reads, RandomGenerator random) {
    this.reads = reads;
    this.random = random;
  }

  /**
   * The deed of a grant in the dataset's present epoch.
   *
   * @param uses how often, from 1 to {@link assay.registry.grant.GrantHistory#UNLIMITED}
   * @throws IntentRefusedException if there is no such dataset
   */
  public GrantDeed fresh(GrantTerms terms, long uses) {
    BigInteger epoch =
        reads
            .newestGrantEpoch(terms.version().dataset())
            .orElseThrow(
                () ->
                    new IntentRefusedException(
                        "grant " + terms.version() + " to " + terms.grantee(),
                        Refusal.UNKNOWN_DATASET));
    BigInteger deadline = LedgerAbi.seconds(terms.period().expiry());
    return new GrantDeed(terms, uses, epoch.longValueExact(), freshNonce(terms), deadline);
  }

  private BigInteger freshNonce(GrantTerms terms) {
    byte[] fresh = new byte[NONCE_BYTES];
    random.nextBytes(fresh);
    return reads.floor(terms.grantor()).add(new BigInteger(1, fresh));
  }

  /** The id that the grants contract gives to a deed. */
  public GrantId id(GrantDeed deed) {
    return reads.grantId(LedgerAbi.toGrant(deed));
  }

  /**
   * The deed of a grant that is in any block so far, final or not, for whoever wants to end it.
   *
   * @throws IntentRefusedException if there is no such grant
   */
  public GrantDeed toRevoke(GrantId id) {
    return reads
        .deed(id)
        .orElseThrow(() -> new IntentRefusedException("revoke grant " + id, Refusal.UNKNOWN_GRANT));
  }
}
