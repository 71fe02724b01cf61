package assay.registry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.content.Cid.Codec;
import assay.registry.dataset.Dataset;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.Origin;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantNotLiveException;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} does. */
public abstract class LedgerContract {

  private static final DatasetId UNKNOWN = new DatasetId(Bytes32.keccak256("no dataset"));
  private static final int SLOW = 3;

  private Ledger owner;
  private Ledger miner;
  private DatasetId dataset;

  /**
   * The ledger of an account of its own, in the world all ledgers of this test share, where every
   * block is final at once.
   */
  protected abstract Ledger newAccount();

  /** The same world and account as seen by somebody who waits for more blocks. */
  protected abstract Ledger patient(Ledger ledger, int finality);

  protected abstract void mine(int blocks);

  protected abstract void advance(Duration time);

  @BeforeEach
  void registerOne() {
    owner = newAccount();
    miner = newAccount();
    dataset = owner.register(version(1, SharingLevel.L1), owner.nextNonce()).fact();
  }

  private static DatasetVersion version(int number, SharingLevel level) {
    byte[] content = {(byte) number};
    return new DatasetVersion(
        Cid.of(number % 2 == 0 ? Codec.RAW : Codec.DAG_PB, content),
        Bytes32.sha256(content),
        1000L * number,
        Bytes32.keccak256("CC-BY-4.0"),
        level);
  }

  private GrantTerms terms(long fromNow, long untilNow) {
    Instant now = owner.finalTime();
    return new GrantTerms(
        owner.account(),
        miner.account(),
        new VersionId(dataset, 1),
        Purpose.TRAIN,
        SharingLevel.L1,
        new Period(now.plusSeconds(fromNow), now.plusSeconds(untilNow)),
        Price.FREE);
  }

  private GrantId grantForAnHour() {
    return owner.grant(terms(0, 3600)).fact();
  }

  private static void assertRefused(ThrowingCallable intent, Refusal why) {
    assertThatThrownBy(intent)
        .isInstanceOfSatisfying(
            IntentRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(why));
  }

  @Test
  void shouldRegisterUnderTheIdThatWasForetold() {
    long nonce = owner.nextNonce();
    DatasetVersion first = version(5, SharingLevel.L2);

    Confirmed<DatasetId> registered = owner.register(first, nonce);

    DatasetId foretold =
        DatasetId.derive(
            owner.registry(), new Origin(owner.account(), nonce), first.manifest().digest());
    assertThat(registered.fact()).isEqualTo(foretold);
    assertThat(miner.dataset(foretold))
        .contains(new Dataset(foretold, owner.account(), 1, false, 0));
    assertThat(miner.version(new VersionId(foretold, 1))).contains(first);
    assertThat(owner.nextNonce()).isEqualTo(nonce + 1);
  }

  @Test
  void shouldRegisterOnceWhateverIsAskedTwice() {
    long nonce = owner.nextNonce();
    Confirmed<DatasetId> registered = owner.register(version(5, SharingLevel.L2), nonce);

    Confirmed<DatasetId> again = owner.register(version(5, SharingLevel.L2), nonce);

    assertThat(again.fact()).isEqualTo(registered.fact());
    assertThat(again.receipt().transaction()).isEqualTo(registered.receipt().transaction());
    assertThat(owner.nextNonce()).isEqualTo(nonce + 1);
  }

  @Test
  void shouldRefuseANonceThatIsNotTheNext() {
    long wrong = owner.nextNonce() + 1;

    assertRefused(() -> owner.register(version(5, SharingLevel.L1), wrong), Refusal.WRONG_NONCE);
  }

  @Test
  void shouldAddVersionsForTheOwnerOnly() {
    DatasetVersion second = version(2, SharingLevel.L3);

    VersionId added = owner.addVersion(dataset, second).fact();

    assertThat(added).isEqualTo(new VersionId(dataset, 2));
    assertThat(miner.version(added)).contains(second);
    assertThat(miner.dataset(dataset).map(Dataset::versions)).contains(2L);
    assertRefused(() -> miner.addVersion(dataset, second), Refusal.NOT_OWNER);
    assertRefused(() -> owner.addVersion(UNKNOWN, second), Refusal.UNKNOWN_DATASET);
  }

  @Test
  void shouldKnowNothingOfWhatIsNotThere() {
    GrantId grant = new GrantId(Bytes32.keccak256("no grant"));

    assertThat(owner.dataset(UNKNOWN)).isEmpty();
    assertThat(owner.version(new VersionId(dataset, 9))).isEmpty();
    assertThat(owner.version(new VersionId(UNKNOWN, 1))).isEmpty();
    assertThat(owner.grant(grant)).isEmpty();
    assertThat(owner.standing(grant)).isEqualTo(GrantStanding.UNKNOWN);
  }

  @Test
  void shouldGrantWhatWasAgreed() {
    GrantTerms terms = terms(0, 3600);

    GrantId id = owner.grant(terms, 7).fact();

    AccessGrant grant = miner.requireLive(id);
    assertThat(grant.terms()).isEqualTo(terms);
    assertThat(grant.deed().uses()).isEqualTo(7);
    assertThat(grant.history().usesLeft()).isEqualTo(7);
    assertThat(grant.history().isEnded()).isFalse();
  }

  @Test
  void shouldTellTwoEqualGrantsApart() {
    GrantTerms terms = terms(0, 3600);
    GrantId first = owner.grant(terms).fact();

    GrantId second = owner.grant(terms).fact();
    owner.revoke(first);

    assertThat(miner.standing(first)).isEqualTo(GrantStanding.REVOKED);
    assertThat(miner.standing(second)).isEqualTo(GrantStanding.LIVE);
  }

  @Test
  void shouldBeginAndExpireByTheChainsTime() {
    GrantId id = owner.grant(terms(1000, 2000)).fact();

    assertThat(miner.standing(id)).isEqualTo(GrantStanding.NOT_YET);
    advance(Duration.ofSeconds(1000));
    assertThat(miner.standing(id)).isEqualTo(GrantStanding.LIVE);
    advance(Duration.ofSeconds(1000));
    assertThat(miner.standing(id)).isEqualTo(GrantStanding.EXPIRED);
    assertThatThrownBy(() -> miner.requireLive(id))
        .isInstanceOfSatisfying(
            GrantNotLiveException.class, e -> assertThat(e.code()).isEqualTo("grant-expired"));
  }

  @Test
  void shouldRevokeOneGrantForItsGrantorOnly() {
    GrantId kept = grantForAnHour();
    GrantId revoked = grantForAnHour();

    assertRefused(() -> miner.revoke(revoked), Refusal.NOT_GRANTOR);
    owner.revoke(revoked);

    assertThat(miner.standing(revoked)).isEqualTo(GrantStanding.REVOKED);
    assertThat(miner.standing(kept)).isEqualTo(GrantStanding.LIVE);
    assertRefused(() -> owner.revoke(revoked), Refusal.ALREADY_REVOKED);
    assertRefused(
        () -> owner.revoke(new GrantId(Bytes32.keccak256("none"))), Refusal.UNKNOWN_GRANT);
  }

  @Test
  void shouldEndAllGrantsAtOnceAndGrantAnew() {
    GrantId old = grantForAnHour();

    owner.revokeAll(dataset);
    GrantId fresh = grantForAnHour();

    assertThat(miner.standing(old)).isEqualTo(GrantStanding.OVERTURNED);
    assertThat(miner.standing(fresh)).isEqualTo(GrantStanding.LIVE);
    assertThat(miner.dataset(dataset).map(Dataset::grantEpoch)).contains(1L);
    assertRefused(() -> miner.revokeAll(dataset), Refusal.NOT_OWNER);
  }

  @Test
  void shouldEndGrantsWithATransferAndTakeTheRightToGrant() {
    GrantId old = grantForAnHour();
    Address buyer = newAccount().account();

    owner.transfer(dataset, buyer);

    assertThat(miner.standing(old)).isEqualTo(GrantStanding.OVERTURNED);
    assertThat(miner.dataset(dataset).map(Dataset::owner)).contains(buyer);
    assertRefused(this::grantForAnHour, Refusal.NOT_OWNER);
    assertRefused(() -> owner.transfer(dataset, buyer), Refusal.NOT_OWNER);
    assertRefused(() -> owner.transfer(UNKNOWN, buyer), Refusal.UNKNOWN_DATASET);
  }

  @Test
  void shouldEndADatasetForGoodWhenItIsRetired() {
    GrantId old = grantForAnHour();

    owner.retire(dataset);

    assertThat(miner.standing(old)).isEqualTo(GrantStanding.OVERTURNED);
    assertThat(miner.dataset(dataset).map(Dataset::isRetired)).contains(true);
    assertRefused(this::grantForAnHour, Refusal.RETIRED);
    assertRefused(() -> owner.retire(dataset), Refusal.RETIRED);
    assertRefused(() -> owner.addVersion(dataset, version(2, SharingLevel.L1)), Refusal.RETIRED);
  }

  @Test
  void shouldRefuseGrantsTheContractsRefuse() {
    VersionId strict = owner.addVersion(dataset, version(2, SharingLevel.L3)).fact();
    GrantTerms over = terms(0, 10);
    advance(Duration.ofSeconds(100));

    assertRefused(() -> owner.grant(over), Refusal.PERIOD_OVER);
    assertRefused(() -> owner.grant(terms(strict)), Refusal.BELOW_MINIMUM_LEVEL);
    assertRefused(() -> owner.grant(terms(new VersionId(dataset, 9))), Refusal.UNKNOWN_VERSION);
    assertRefused(() -> owner.grant(terms(new VersionId(UNKNOWN, 1))), Refusal.UNKNOWN_DATASET);
    assertRefused(() -> miner.grant(terms(0, 3600)), Refusal.NOT_GRANTOR);
  }

  private GrantTerms terms(VersionId version) {
    GrantTerms usual = terms(0, 3600);
    return new GrantTerms(
        usual.grantor(),
        usual.grantee(),
        version,
        usual.purpose(),
        usual.level(),
        usual.period(),
        usual.price());
  }

  @Test
  void shouldAllowByFinalStateOnlyAndRefuseByPendingState() {
    Ledger mailbox = patient(miner, SLOW);
    GrantId id = grantForAnHour();

    assertThat(mailbox.standing(id)).isEqualTo(GrantStanding.UNKNOWN);
    mine(SLOW);
    assertThat(mailbox.standing(id)).isEqualTo(GrantStanding.LIVE);
    owner.revoke(id);
    assertThat(mailbox.grant(id).map(grant -> grant.isLiveAt(mailbox.finalTime())))
        .isEqualTo(Optional.of(true));
    assertThat(mailbox.standing(id)).isEqualTo(GrantStanding.ENDING);
    mine(SLOW);
    assertThat(mailbox.standing(id)).isEqualTo(GrantStanding.REVOKED);
  }

  @Test
  void shouldRefuseWhileATransferIsPending() {
    Ledger mailbox = patient(miner, SLOW);
    GrantId id = grantForAnHour();
    mine(SLOW);

    owner.transfer(dataset, newAccount().account());

    assertThat(mailbox.standing(id)).isEqualTo(GrantStanding.ENDING);
  }
}
