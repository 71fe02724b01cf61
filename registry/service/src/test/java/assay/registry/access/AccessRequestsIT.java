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
  void shouldTellTheGranteeWhatTheOwnerSaid() {
    AccessRequest request = request(2, 7, NOW);
    requests.add(request);
    requests.add(request(3, 7, NOW));

    requests.answer(OWNER, denied(request), NOW);

    assertThat(requests.by(request.grantee(), NOW)).containsExactly(denied(request));
    assertThat(requests.toOwner(OWNER, NOW)).containsExactly(request(3, 7, NOW));
    assertThat(requests.by(request.grantee(), LATER)).isEmpty();
  }

  @Test
  void shouldTakeAnAnswerFromTheOwnerAlone() {
    AccessRequest request = request(2, 7, NOW);
    requests.add(request);

    assertThatThrownBy(() -> requests.answer(request.grantee(), denied(request), NOW))
        .isInstanceOf(UnknownRequestException.class);
    assertThatThrownBy(() -> requests.answer(OWNER, denied(request(2, 8, NOW)), NOW))
        .isInstanceOf(UnknownRequestException.class);
    assertThat(requests.toOwner(OWNER, NOW)).containsExactly(request);
  }

  @Test
  void shouldOpenAnewWhatWasGrantedAndNotWhatWasDenied() {
    AccessRequest granted = request(2, 7, NOW);
    AccessRequest refused = request(2, 8, NOW);
    requests.add(granted);
    requests.add(refused);
    requests.answer(OWNER, new AnsweredRequest(granted, Answer.GRANTED, ""), NOW);
    requests.answer(OWNER, denied(refused), NOW);
    AccessRequest again = request(2, 7, NOW.plusSeconds(9));

    requests.add(again);
    requests.add(request(2, 8, NOW.plusSeconds(9)));

    assertThat(requests.toOwner(OWNER, NOW)).containsExactly(again);
    assertThat(requests.by(granted.grantee(), NOW))
        .extracting(AnsweredRequest::answer)
        .containsExactly(Answer.OPEN, Answer.DENIED);
  }

  private static AnsweredRequest denied(AccessRequest request) {
    return new AnsweredRequest(request, Answer.DENIED, "Not for this.");
  }

  @Test
  void shouldLimitWhatOneAccountHasOpen() {
    fill(2);

    assertThatThrownBy(() -> requests.add(request(2, -1, NOW.plusSeconds(9))))
        .isInstanceOfSatisfying(
            TooManyRequestsException.class,
            refused ->
                assertThat(refused.retryAfter()).contains(AccessRequests.OPEN_FOR.minusSeconds(9)));

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
