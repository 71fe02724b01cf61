package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Receipt;
import assay.chain.contract.AccessGrants;
import assay.chain.contract.AccessGrants.GrantedEventResponse;
import assay.chain.contract.AssetRegistry;
import assay.chain.contract.AssetRegistry.VersionAddedEventResponse;
import assay.chain.contract.AssetRegistry.VersionSpec;
import assay.registry.content.Cid;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Between our values and the structs of the contracts' generated wrappers. */
final class LedgerAbi {

  private static final int CID_PREFIX = 4;
  private static final int WORD = 32;
  private static final BigInteger LAST_SECOND = BigInteger.valueOf(Instant.MAX.getEpochSecond());

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

  static DatasetVersion toVersion(VersionAddedEventResponse added) {
    byte[] cid = ByteBuffer.allocate(Cid.BYTES).put(added.cidPrefix).put(added.cidDigest).array();
    return new DatasetVersion(
        Cid.ofBytes(cid),
        Bytes32.of(added.cipherRoot),
        added.size.longValueExact(),
        Bytes32.of(added.licenceHash),
        SharingLevel.of(added.minLevel.intValueExact()));
  }

  /** The number the registry gave a version, read from the event that tells it. */
  static VersionId addedVersion(DatasetId dataset, Receipt receipt) {
    return receipt.logs().stream()
        .map(AssetRegistry::getVersionAddedEventFromLog)
        .map(event -> new VersionId(dataset, event.version.longValueExact()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nothing tells the version's number."));
  }

  /** The struct to send. */
  static AccessGrants.Grant toGrant(GrantDeed deed) {
    GrantTerms terms = deed.terms();
    return new AccessGrants.Grant(
        terms.grantor().hex(),
        terms.grantee().hex(),
        terms.version().dataset().value().bytes(),
        BigInteger.valueOf(terms.version().number()),
        BigInteger.valueOf(terms.purpose().code()),
        BigInteger.valueOf(terms.level().number()),
        seconds(terms.period().notBefore()),
        seconds(terms.period().expiry()),
        BigInteger.valueOf(deed.uses()),
        terms.price().token().hex(),
        terms.price().amount(),
        BigInteger.valueOf(deed.grantEpoch()),
        deed.nonce(),
        deed.deadline());
  }

  /**
   * The deed as the event of its giving tells it; nothing if it ends after the last second there is
   * in Java, which only somebody writes who wants to stop its readers.
   */
  static Optional<GrantDeed> toDeed(GrantedEventResponse given) {
    if (given.expiry.compareTo(LAST_SECOND) > 0) {
      return Optional.empty();
    }
    VersionId version =
        new VersionId(new DatasetId(Bytes32.of(given.asset)), given.version.longValueExact());
    GrantTerms terms =
        new GrantTerms(
            new Address(given.grantor),
            new Address(given.grantee),
            version,
            new Purpose(given.purpose.intValueExact()),
            SharingLevel.of(given.level.intValueExact()),
            new Period(time(given.notBefore), time(given.expiry)),
            new Price(new Address(given.token), given.price));
    return Optional.of(
        new GrantDeed(
            terms,
            given.uses.longValueExact(),
            given.grantEpoch.longValueExact(),
            given.nonce,
            given.deadline));
  }

  /**
   * What has happened to a grant.
   *
   * @param epochEnd start of the dataset's next grant epoch, 0 while there is none
   */
  static GrantHistory toHistory(AccessGrants.Standing standing, BigInteger epochEnd) {
    return new GrantHistory(
        time(standing.createdAt),
        timeOrNever(standing.firstUsedAt),
        standing.usesLeft.longValueExact(),
        timeOrNever(standing.revokedAt),
        timeOrNever(epochEnd));
  }

  /** An indexed number, as topics carry it. */
  static Bytes32 word(long number) {
    return Bytes32.of(ByteBuffer.allocate(WORD).putLong(WORD - Long.BYTES, number).array());
  }

  static BigInteger seconds(Instant time) {
    return BigInteger.valueOf(time.getEpochSecond());
  }

  private static Instant time(BigInteger seconds) {
    return Instant.ofEpochSecond(seconds.longValueExact());
  }

  private static Instant timeOrNever(BigInteger seconds) {
    return seconds.signum() == 0 ? GrantHistory.NEVER : time(seconds);
  }
}
