package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.ManifestMismatchException;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import java.math.BigInteger;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DataAccessTest {

  private static final VersionId VERSION =
      new VersionId(new DatasetId(Bytes32.keccak256("dataset")), 1);
  private static final Instant GIVEN = Instant.ofEpochSecond(1_000);
  private static final Instant COMMITTED = Instant.ofEpochSecond(2_000);
  private static final Instant EXPIRY = Instant.ofEpochSecond(9_000);

  @Test
  void shouldNameTheGrantThatWasLiveAtTheCommitThoughItIsRevokedSince() {
    AccessGrant over = grant("over", COMMITTED.minusSeconds(1));
    AccessGrant revokedLater = grant("revoked later", COMMITTED.plusSeconds(1));

    assertThat(DataAccess.liveAt(Stream.of(over, revokedLater), COMMITTED))
        .contains(revokedLater.deed());
    assertThat(DataAccess.liveAt(Stream.of(over), COMMITTED)).isEmpty();
  }

  @Test
  void shouldRefuseADatasetThatDoesNotFitBeforeAnyOfItIsFetched() {
    assertThatThrownBy(() -> DataAccess.requireTakeable(VERSION, version(1_001), 1_000))
        .isInstanceOf(DatasetTooLargeException.class)
        .hasMessageContaining(VERSION.dataset().toString())
        .hasMessageContaining("1001 sealed bytes")
        .hasMessageContaining("more than the 1000");
    assertThatCode(() -> DataAccess.requireTakeable(VERSION, version(1_000), 1_000))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseADatasetThatHoldsFewerSamplesThanItPromises() {
    assertThatThrownBy(() -> VersionReader.requireCount(VERSION, 1_257, 1_256))
        .isInstanceOf(ManifestMismatchException.class)
        .hasMessageContaining("promises 1257 samples, its data has 1256");
    assertThatCode(() -> VersionReader.requireCount(VERSION, 1_257, 1_257))
        .doesNotThrowAnyException();
  }

  private static DatasetVersion version(long bytes) {
    return new DatasetVersion(
        Cid.of(Cid.Codec.RAW, new byte[0]), Bytes32.ZERO, bytes, Bytes32.ZERO, SharingLevel.L2);
  }

  private static AccessGrant grant(String name, Instant revokedAt) {
    GrantTerms terms =
        new GrantTerms(
            new Address("0x" + "11".repeat(20)),
            new Address("0x" + "22".repeat(20)),
            VERSION,
            Purpose.TRAIN,
            SharingLevel.L2,
            new Period(GIVEN, EXPIRY),
            Price.FREE);
    GrantHistory history =
        new GrantHistory(
            GIVEN, GrantHistory.NEVER, GrantHistory.UNLIMITED, revokedAt, GrantHistory.NEVER);
    BigInteger nonce = BigInteger.valueOf(revokedAt.getEpochSecond());
    GrantDeed deed = new GrantDeed(terms, GrantHistory.UNLIMITED, 0, nonce, BigInteger.TEN);
    return new AccessGrant(new GrantId(Bytes32.keccak256(name)), deed, history);
  }
}
