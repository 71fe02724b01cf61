package assay.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.database.TestDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessRequestsIT {

  private static final Bytes32 ASSET = Bytes32.keccak256("asset");
  private static final Address OWNER = TestAccounts.number(1).address();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOW.plus(AccessRequests.OPEN_FOR);
  private TestDatabase database;
  private AccessRequests requests;

  @BeforeEach
  void registerADataset() {
    database = TestDatabase.create();
    requests = new AccessRequests(database.database());
    database.execute(
        "insert into asset (id, owner, kind, nonce, spec_hash, registered_at)"
            + " values (?, ?, 1, 0, '', now())",
        ASSET.hex(),
        OWNER.hex());
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void shouldShowTheOwnerWhatIsOpen() {
    AccessRequest request = request(2, 7, NOW);

    requests.add(request);

    assertThat(requests.toOwner(OWNER, NOW)).containsExactly(request);
    assertThat(requests.toOwner(request.grantee(), NOW)).isEmpty();
    assertThat(requests.toOwner(OWNER, LATER)).isEmpty();
  }

  @Test
  void shouldRenewARequestThatIsMadeAgain() {
    requests.add(request(2, 7, NOW));
    requests.add(request(2, 8, NOW));
    AccessRequest again = request(2, 7, LATER.minus(1, ChronoUnit.DAYS));

    requests.add(again);

    assertThat(requests.toOwner(OWNER, NOW)).startsWith(again).hasSize(2);
    assertThat(requests.toOwner(OWNER, LATER)).containsExactly(again);
  }

  @Test
  void shouldLimitWhatOneAccountHasOpen() {
    fill(2);

    assertThatThrownBy(() -> requests.add(request(2, -1, NOW)))
        .isInstanceOf(TooManyRequestsException.class);

    requests.add(request(2, 0, NOW.plusSeconds(1)));
    requests.add(request(3, -1, NOW));
    requests.add(request(2, -1, LATER));
    assertThat(requests.toOwner(OWNER, LATER)).hasSize(2);
  }

  @Test
  void shouldLimitWhatAnOwnerGetsAtOnce() {
    int accounts = AccessRequests.MAX_LISTED / AccessRequests.MAX_PER_GRANTEE;
    for (int account = 2; account < 2 + accounts; account++) {
      fill(account);
    }
    AccessRequest newest = request(99, 0, NOW.plusSeconds(1));

    requests.add(newest);

    assertThat(requests.toOwner(OWNER, NOW)).startsWith(newest).hasSize(AccessRequests.MAX_LISTED);
  }

  private void fill(int account) {
    for (int bounty = 0; bounty < AccessRequests.MAX_PER_GRANTEE; bounty++) {
      requests.add(request(account, bounty, NOW));
    }
  }

  private static AccessRequest request(int account, int bounty, Instant at) {
    return new AccessRequest(
        ASSET,
        1,
        TestAccounts.number(account).address(),
        1,
        Bytes32.keccak256("bounty " + bounty),
        "I want to train.",
        at);
  }
}
