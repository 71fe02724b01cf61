package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Purpose;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DataAccessTest {

  private static final Instant GIVEN = Instant.ofEpochSecond(1_000);
  private static final Instant COMMITTED = Instant.ofEpochSecond(2_000);
  private static final Instant EXPIRY = Instant.ofEpochSecond(9_000);

  @Test
  void shouldNameTheGrantThatWasLiveAtTheCommitThoughItIsRevokedSince() {
    AccessGrant over = grant("over", COMMITTED.minusSeconds(1));
    AccessGrant revokedLater = grant("revoked later", COMMITTED.plusSeconds(1));

    assertThat(DataAccess.liveAt(Stream.of(over, revokedLater), COMMITTED))
        .contains(revokedLater.id());
    assertThat(DataAccess.liveAt(Stream.of(over), COMMITTED)).isEmpty();
  }

  private static AccessGrant grant(String name, Instant revokedAt) {
    GrantTerms terms =
        new GrantTerms(
            new Address("0x" + "11".repeat(20)),
            new Address("0x" + "22".repeat(20)),
            new VersionId(new DatasetId(Bytes32.keccak256("dataset")), 1),
            Purpose.TRAIN,
            SharingLevel.L2,
            new Period(GIVEN, EXPIRY),
            Wei.ZERO);
    GrantHistory history =
        new GrantHistory(
            0, GIVEN, GrantHistory.NEVER, GrantHistory.UNLIMITED, revokedAt, GrantHistory.NEVER);
    return new AccessGrant(new GrantId(Bytes32.keccak256(name)), terms, history);
  }
}
