package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.Receipt;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.Dataset;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantNotLiveException;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.GrantTerms;
import java.time.Instant;
import java.util.Optional;

/**
 * Datasets and grants as the chain has them, seen and acted on by one account. Everything read is
 * final unless a method says otherwise: pending state may refuse, only final state may allow. An
 * intent returns once it is final, and throws {@link IntentRefusedException} where the contracts
 * refuse it. Implementations are safe for use by several threads.
 */
public interface Ledger {

  /** Whose intents these are. */
  Address account();

  /** The contract that dataset ids are derived from and envelopes are bound to. */
  ContractAt registry();

  /** The time of the final head: what expiry is measured in. */
  Instant finalTime();

  /** The account's next number in the registry, as of the newest block. */
  long nextNonce();

  Optional<Dataset> dataset(DatasetId id);

  Optional<DatasetVersion> version(VersionId id);

  Optional<AccessGrant> grant(GrantId id);

  /**
   * Whether state that is not yet final, transactions not yet mined included, ends the grant or
   * lacks it.
   */
  boolean isEndPending(GrantId id);

  /** Whether the grant may be relied on now: live in the final state and no end even pending. */
  default GrantStanding standing(GrantId id) {
    GrantStanding settled =
        grant(id).map(grant -> grant.standingAt(finalTime())).orElse(GrantStanding.UNKNOWN);
    return settled.isLive() && isEndPending(id) ? GrantStanding.ENDING : settled;
  }

  /**
   * The grant, if it may be relied on now.
   *
   * @throws GrantNotLiveException with the reason
   */
  default AccessGrant requireLive(GrantId id) {
    GrantStanding standing = standing(id);
    if (!standing.isLive()) {
      throw new GrantNotLiveException(id, standing);
    }
    return grant(id).orElseThrow(() -> new GrantNotLiveException(id, GrantStanding.UNKNOWN));
  }

  /**
   * Registers a dataset with its first version. Doing it again does nothing more and gives the
   * same, as long as this account's journal lives.
   *
   * @param nonce the account's next, which the manifest names too
   * @return the id {@link DatasetId#derive} foretold, with the manifest's digest as spec hash
   */
  Confirmed<DatasetId> register(DatasetVersion first, long nonce);

  Confirmed<VersionId> addVersion(DatasetId dataset, DatasetVersion version);

  /** Grants without a limit on uses. */
  default Confirmed<GrantId> grant(GrantTerms terms) {
    return grant(terms, GrantHistory.UNLIMITED);
  }

  /**
   * Grants; equal terms granted twice are two grants.
   *
   * @param uses how often, from 1 to {@link GrantHistory#UNLIMITED}
   */
  Confirmed<GrantId> grant(GrantTerms terms, long uses);

  /** Ends that grant only. */
  Receipt revoke(GrantId grant);

  /** Ends every grant of the dataset given so far. */
  Receipt revokeAll(DatasetId dataset);

  /** Gives the dataset away; ends every grant given so far. */
  Receipt transfer(DatasetId dataset, Address to);

  /** Ends every grant and every future one; cannot be undone. */
  Receipt retire(DatasetId dataset);
}
