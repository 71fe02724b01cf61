package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Receipt;
import assay.chain.Wei;
import assay.chain.contract.AccessGrants;
import assay.chain.contract.AssetRegistry;
import assay.chain.contract.AssetRegistry.VersionSpec;
import assay.registry.content.Cid;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Purpose;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** Between our values and the structs of the contracts' generated wrappers. */
final class LedgerAbi {

  private static final int CID_PREFIX = 4;

  private LedgerAbi() {}

  static VersionSpec toSpec(DatasetVersion version) {
    return new VersionSpec(
        Arrays.copyOf(version.manifest().bytes(), CID_PREFIX),
        version.manifest().digest().bytes(),
        version.cipherRoot().bytes(),
        version.licenceHash().bytes(),
        BigInteger.valueOf(version.bytes()),
        BigInteger.valueOf(version.minimumLevel().number()));
  }

  static DatasetVersion toVersion(VersionSpec spec) {
    byte[] cid = ByteBuffer.allocate(Cid.BYTES).put(spec.cidPrefix).put(spec.cidDigest).array();
    return new DatasetVersion(
        Cid.ofBytes(cid),
        Bytes32.of(spec.cipherRoot),
        spec.size.longValueExact(),
        Bytes32.of(spec.licenceHash),
        SharingLevel.of(spec.minLevel.intValueExact()));
  }

  /** The number the registry gave a version, read from the event that tells it. */
  static VersionId addedVersion(DatasetId dataset, Receipt receipt) {
    return receipt.logs().stream()
        .map(AssetRegistry::getVersionAddedEventFromLog)
        .map(event -> new VersionId(dataset, event.version.longValueExact()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nothing tells the version's number."));
  }

  /** The struct to send; its deadline concerns signatures only. */
  static AccessGrants.Grant toGrant(
      GrantTerms terms, long uses, BigInteger grantEpoch, BigInteger nonce) {
    BigInteger expiry = seconds(terms.period().expiry());
    return new AccessGrants.Grant(
        terms.grantor().hex(),
        terms.grantee().hex(),
        terms.version().dataset().value().bytes(),
        BigInteger.valueOf(terms.version().number()),
        BigInteger.valueOf(terms.purpose().code()),
        BigInteger.valueOf(terms.level().number()),
        seconds(terms.period().notBefore()),
        expiry,
        BigInteger.valueOf(uses),
        terms.price().value(),
        grantEpoch,
        nonce,
        expiry);
  }

  /**
   * The grant as the chain has it.
   *
   * @param epochEnd start of the dataset's next grant epoch, 0 while there is none
   */
  static AccessGrant toAccessGrant(GrantId id, AccessGrants.GrantState state, BigInteger epochEnd) {
    VersionId version =
        new VersionId(new DatasetId(Bytes32.of(state.asset)), state.version.longValueExact());
    GrantTerms terms =
        new GrantTerms(
            new Address(state.grantor),
            new Address(state.grantee),
            version,
            new Purpose(state.purpose.intValueExact()),
            SharingLevel.of(state.level.intValueExact()),
            new Period(time(state.notBefore), time(state.expiry)),
            new Wei(state.price));
    GrantHistory history =
        new GrantHistory(
            state.grantEpoch.longValueExact(),
            time(state.createdAt),
            timeOrNever(state.firstUsedAt),
            state.usesLeft.longValueExact(),
            timeOrNever(state.revokedAt),
            timeOrNever(epochEnd));
    return new AccessGrant(id, terms, history);
  }

  private static BigInteger seconds(Instant time) {
    return BigInteger.valueOf(time.getEpochSecond());
  }

  private static Instant time(BigInteger seconds) {
    return Instant.ofEpochSecond(seconds.longValueExact());
  }

  private static Instant timeOrNever(BigInteger seconds) {
    return seconds.signum() == 0 ? GrantHistory.NEVER : time(seconds);
  }
}
