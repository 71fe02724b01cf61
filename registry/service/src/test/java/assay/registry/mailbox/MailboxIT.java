package assay.registry.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.registry.RegistryException;
import assay.registry.catalogue.Catalogue;
import assay.registry.database.TestDatabase;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.EnvelopeKind;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.index.ChainIndexer;
import assay.registry.index.RegistryWorld;
import assay.registry.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxIT {

  private static final Address STRANGER = TestAccounts.number(99).address();
  private static final String CONTENT = age("sealed");
  private static RegistryWorld world;
  private static TestDatabase database;
  private static Mailbox mailbox;
  private static ChainIndexer indexer;
  private Ledger owner;
  private TransactionSender minersSender;
  private Ledger miner;
  private DatasetId dataset;

  @BeforeAll
  static void startThePlatform() {
    world = RegistryWorld.start(3);
    database = TestDatabase.create();
    Clock clock = Clock.systemUTC();
    AccessLogs logs = new AccessLogs(database.database());
    GrantRule rule = new GrantRule(new Catalogue(database.database()), logs, clock);
    mailbox = new Mailbox(database.database(), clock, List.of(rule));
    indexer = world.indexer(database.database());
  }

  @AfterAll
  static void stopThePlatform() {
    database.close();
    world.close();
  }

  @BeforeEach
  void register() {
    owner = world.ledger();
    minersSender = world.sender();
    miner = world.ledger(minersSender);
    dataset = owner.register(world.version(), owner.nextNonce()).fact();
  }

  @Test
  void shouldReleaseToTheGranteeWhileTheGrantIsLive() {
    GrantId grant = finalGrant();

    post(grant, CONTENT);

    assertThat(fetch(grant))
        .containsExactly(
            new PostedEnvelope(
                EnvelopeKind.VERSION_KEY,
                grant.value(),
                owner.account(),
                miner.account(),
                CONTENT));
  }

  @Test
  void shouldGiveNothingToAnybodyElse() {
    GrantId grant = finalGrant();
    post(grant, CONTENT);

    for (Address other : List.of(STRANGER, owner.account())) {
      assertThat(mailbox.release(EnvelopeKind.VERSION_KEY, grant.value(), other)).isEmpty();
    }
  }

  @Test
  void shouldReplaceTheSendersOwnEnvelope() {
    GrantId grant = finalGrant();
    post(grant, CONTENT);

    post(grant, age("sealed again"));

    assertThat(fetch(grant))
        .extracting(PostedEnvelope::content)
        .containsExactly(age("sealed again"));
  }

  @Test
  void shouldRefuseAnEnvelopeOfAnybodyButTheGrantor() {
    GrantId grant = finalGrant();
    post(grant, CONTENT);

    for (Address other : List.of(STRANGER, miner.account())) {
      assertRefused(() -> mailbox.post(envelope(grant, other, miner.account())), "not-your-grant");
    }
    assertThat(fetch(grant)).hasSize(1);
  }

  @Test
  void shouldRefuseAnEnvelopeToAnybodyButTheGrantee() {
    GrantId grant = finalGrant();

    assertRefused(() -> mailbox.post(envelope(grant, owner.account(), STRANGER)), "not-your-grant");
  }

  @Test
  void shouldRefuseAGrantThatIsNotFinalYet() {
    GrantId grant = grantFor(Duration.ofHours(1));
    index();

    assertRefused(() -> post(grant, CONTENT), "grant-unknown");
  }

  @Test
  void shouldRefuseAGrantOfAnotherChain() {
    GrantId elsewhere = new GrantId(Bytes32.keccak256("a grant of another chain"));

    assertRefused(() -> post(elsewhere, CONTENT), "grant-unknown");
    assertThat(fetch(elsewhere)).isEmpty();
  }

  @Test
  void shouldRefuseAKindThatNoRuleGuards() {
    GrantId grant = finalGrant();

    assertRefused(
        () -> mailbox.release(EnvelopeKind.TEST_KEY, grant.value(), miner.account()),
        "unknown-envelope-kind");
  }

  @Test
  void shouldWithholdWhatWasRevoked() {
    GrantId grant = postedGrant();

    owner.revoke(grant);

    assertRefusedWhilePendingAndAfter(grant, "grant-revoked");
  }

  @Test
  void shouldWithholdWhenAllGrantsWereRevoked() {
    GrantId grant = postedGrant();

    owner.revokeAll(dataset);

    assertRefusedWhilePendingAndAfter(grant, "grant-overturned");
  }

  @Test
  void shouldWithholdWhenTheDatasetWasRetired() {
    GrantId grant = postedGrant();

    owner.retire(dataset);

    assertRefusedWhilePendingAndAfter(grant, "grant-overturned");
  }

  @Test
  void shouldWithholdWhenTheDatasetWasGivenAway() {
    GrantId grant = postedGrant();

    owner.transfer(dataset, STRANGER);

    assertRefusedWhilePendingAndAfter(grant, "grant-overturned");
  }

  @Test
  void shouldReleaseAgainWhenThePendingEndIsUndone() {
    GrantId grant = postedGrant();
    owner.revoke(grant);
    index();
    assertRefused(() -> fetch(grant), "grant-ending");

    world.local().anvil().reorganise(1);
    world.finish();
    index();

    assertThat(fetch(grant)).hasSize(1);
  }

  @Test
  void shouldWithholdWhatHasExpired() {
    GrantId grant = grantFor(Duration.ofMinutes(30));
    finish();
    post(grant, CONTENT);

    world.local().anvil().advance(Duration.ofMinutes(31));
    index();
    List<PostedEnvelope> beforeItIsFinal = fetch(grant);
    finish();

    assertThat(beforeItIsFinal).hasSize(1);
    assertRefused(() -> fetch(grant), "grant-expired");
  }

  @Test
  void shouldWithholdWhatHasNotBegun() {
    GrantId grant = owner.grant(terms(Duration.ofHours(1), Wei.ZERO)).fact();
    finish();
    post(grant, CONTENT);

    assertRefused(() -> fetch(grant), "grant-not-yet");
    world.local().anvil().advance(Duration.ofMinutes(61));
    finish();

    assertThat(fetch(grant)).hasSize(1);
  }

  @Test
  void shouldWithholdWhatIsNotPaid() {
    GrantId grant = owner.grant(terms(Duration.ZERO, Wei.ofEther("1"))).fact();
    finish();
    post(grant, CONTENT);

    assertRefused(() -> fetch(grant), "grant-unpaid");
    world.pay(minersSender, grant, Wei.ofEther("1"));
    index();
    assertRefused(() -> fetch(grant), "grant-unpaid");
    finish();

    assertThat(fetch(grant)).hasSize(1);
  }

  @Test
  void shouldLimitWhatOneSenderMayLeaveButLetHimReplaceHisOwn() {
    GrantId first = finalGrant();
    GrantId second = finalGrant();
    post(first, CONTENT);
    database.execute(
        "insert into envelope (kind, subject, sender, addressee, content, posted_at)"
            + " select 'version-key', n::text, ?, 'somebody', 'x', now()"
            + " from generate_series(2, ?) n",
        owner.account().hex(),
        Mailbox.MAX_PER_SENDER);

    assertRefused(() -> post(second, CONTENT), "mailbox-full");
    assertThatThrownBy(() -> post(second, CONTENT))
        .isInstanceOfSatisfying(
            RegistryException.class,
            refusal -> assertThat(refusal.retryAfter()).contains(Duration.ofHours(1)));
    post(first, age("replaced"));

    assertThat(fetch(first)).extracting(PostedEnvelope::content).containsExactly(age("replaced"));
  }

  private void assertRefusedWhilePendingAndAfter(GrantId grant, String code) {
    index();
    assertRefused(() -> fetch(grant), "grant-ending");
    finish();
    assertRefused(() -> fetch(grant), code);
  }

  private static void assertRefused(ThrowingCallable action, String code) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RegistryException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private GrantId postedGrant() {
    GrantId grant = finalGrant();
    post(grant, CONTENT);
    return grant;
  }

  private GrantId finalGrant() {
    GrantId grant = grantFor(Duration.ofHours(1));
    finish();
    return grant;
  }

  private GrantId grantFor(Duration time) {
    return owner.grant(world.terms(owner, miner, new VersionId(dataset, 1), time)).fact();
  }

  private GrantTerms terms(Duration untilItBegins, Wei price) {
    GrantTerms free = world.terms(owner, miner, new VersionId(dataset, 1), Duration.ofHours(5));
    Instant begin = free.period().notBefore().plus(untilItBegins);
    return new GrantTerms(
        free.grantor(),
        free.grantee(),
        free.version(),
        free.purpose(),
        free.level(),
        new Period(begin, free.period().expiry()),
        Price.of(price));
  }

  private void post(GrantId grant, String content) {
    mailbox.post(
        new PostedEnvelope(
            EnvelopeKind.VERSION_KEY, grant.value(), owner.account(), miner.account(), content));
  }

  private static PostedEnvelope envelope(GrantId grant, Address from, Address to) {
    return new PostedEnvelope(EnvelopeKind.VERSION_KEY, grant.value(), from, to, CONTENT);
  }

  private List<PostedEnvelope> fetch(GrantId grant) {
    return mailbox.release(EnvelopeKind.VERSION_KEY, grant.value(), miner.account());
  }

  private static void finish() {
    world.finish();
    index();
  }

  private static void index() {
    RegistryWorld.drain(indexer);
  }

  private static String age(String body) {
    byte[] file = ("age-encryption.org/v1\n" + body).getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(file);
  }
}
