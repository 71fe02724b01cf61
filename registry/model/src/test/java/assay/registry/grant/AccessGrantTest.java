package assay.registry.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.dataset.DatasetExamples;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessGrantTest {

  private static final long NEVER = Long.MAX_VALUE;

  private static Instant at(long second) {
    return second == NEVER ? GrantHistory.NEVER : Instant.ofEpochSecond(second);
  }

  private static AccessGrant grant(GrantHistory history, Price price) {
    GrantTerms terms =
        new GrantTerms(
            DatasetExamples.OWNER,
            new Address("0x" + "22".repeat(20)),
            new VersionId(DatasetExamples.id(), 1),
            Purpose.TRAIN,
            SharingLevel.L1,
            new Period(at(100), at(200)),
            price);
    GrantDeed deed = new GrantDeed(terms, 1, 0, BigInteger.ZERO, BigInteger.TEN);
    return new AccessGrant(new GrantId(Bytes32.ZERO), deed, history);
  }

  @ParameterizedTest
  @CsvSource({
    "50, , , 99, NOT_YET",
    "50, , , 100, LIVE",
    "150, , , 149, NOT_YET",
    "150, , , 150, LIVE",
    "50, , , 199, LIVE",
    "50, , , 200, EXPIRED",
    "50, 150, , 149, LIVE",
    "50, 150, , 150, REVOKED",
    "50, 150, , 500, REVOKED",
    "50, , 150, 149, LIVE",
    "50, , 150, 150, OVERTURNED",
    "50, 160, 150, 170, OVERTURNED",
    "50, 150, 160, 170, REVOKED",
    "50, 300, 400, 500, EXPIRED"
  })
  void shouldStandAs(String created, String revoked, String overturned, String time, String word) {
    GrantHistory history =
        new GrantHistory(
            at(Long.parseLong(created)), at(NEVER), 1, orNever(revoked), orNever(overturned));

    GrantStanding standing = grant(history, Price.FREE).standingAt(at(Long.parseLong(time)));

    assertThat(standing).isEqualTo(GrantStanding.valueOf(word));
    assertThat(grant(history, Price.FREE).isLiveAt(at(Long.parseLong(time))))
        .isEqualTo(word.equals("LIVE"));
  }

  @Test
  void shouldRefuseADeedWithoutUsesAndAPriceBelowNothing() {
    GrantTerms terms = grant(GrantHistory.begin(at(50), 1), Price.FREE).terms();

    assertThatThrownBy(() -> new GrantDeed(terms, 0, 0, BigInteger.ZERO, BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Price(Address.ZERO, BigInteger.ONE.negate()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Instant orNever(String second) {
    return second == null ? at(NEVER) : at(Long.parseLong(second));
  }

  @Test
  void shouldWaitForTheFirstPaymentOfAGrantWithAPrice() {
    GrantHistory used = new GrantHistory(at(50), at(120), 1, at(NEVER), at(NEVER));
    AccessGrant grant = grant(used, Price.of(Wei.ofEther("1")));

    assertThat(grant.standingAt(at(119))).isEqualTo(GrantStanding.UNPAID);
    assertThat(grant.standingAt(at(120))).isEqualTo(GrantStanding.LIVE);
  }

  @Test
  void shouldTellCodeAndRemedyOfAGrantThatIsNotLive() {
    GrantNotLiveException failure =
        new GrantNotLiveException(new GrantId(Bytes32.ZERO), GrantStanding.EXPIRED);

    assertThat(failure.code()).isEqualTo("grant-expired");
    assertThat(failure).hasMessageContaining("has expired; ask the owner for a new one.");
  }

  @Test
  void shouldRefuseAnEmptyPeriodAndFractionsOfSeconds() {
    assertThatThrownBy(() -> new Period(at(5), at(5))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Period(at(5), at(6).plusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
