package assay.web.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.PersonalSignature;
import assay.chain.TestAccounts;
import assay.registry.database.TestDatabase;
import assay.registry.signin.SignInMessage;
import assay.registry.signin.SignInRefusedException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsIT {

  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final URI HERE = URI.create("https://assay.example:8443");
  private static final long CHAIN = 31_337;
  private static final Account ALICE = TestAccounts.number(1);
  private static final Account MALLORY = TestAccounts.number(2);

  private static TestDatabase database;

  private SettableClock clock;
  private Accounts accounts;

  @BeforeAll
  static void createTheDatabase() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void closeTheDatabase() {
    database.close();
  }

  @BeforeEach
  void open() {
    clock = new SettableClock(NOON);
    accounts = accounts(database);
  }

  private Accounts accounts(TestDatabase on) {
    return new Accounts(
        on.database(),
        new SignInSettings(HERE, CHAIN, Duration.ofHours(1), Duration.ofHours(12)),
        (account, hash, signature) -> false,
        clock,
        new SecureRandom());
  }

  @Test
  void shouldSignInTheAccountThatSigned() {
    AccessToken token = signIn();

    assertThat(accounts.accountOf(token.token())).contains(ALICE.address());
    assertThat(token.expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void shouldRefuseAReplay() {
    String text = message(accounts.newNonce()).text();
    accounts.signIn(text, sign(ALICE, text));

    assertRefused(text, "sign-in-nonce");
  }

  @Test
  void shouldRefuseAUsedNonceInAnotherMessage() {
    String nonce = accounts.newNonce();
    String text = message(nonce).text();
    accounts.signIn(text, sign(ALICE, text));
    clock.advance(Duration.ofSeconds(1));

    assertRefused(message(nonce).text(), "sign-in-nonce");
  }

  @Test
  void shouldRefuseANonceOfItsOwnInvention() {
    assertRefused(message("0123456789abcdef").text(), "sign-in-nonce");
  }

  @Test
  void shouldRefuseANonceThatWaitedTooLong() {
    String nonce = accounts.newNonce();
    clock.advance(Duration.ofMinutes(10));

    assertRefused(message(nonce).text(), "sign-in-nonce");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("alteredMessages")
  void shouldRefuseAMessageThatIsNotForHereAndNow(
      String name, String code, UnaryOperator<SignInMessage> alteration) {
    SignInMessage message = message(accounts.newNonce());

    assertRefused(alteration.apply(message).text(), code);
  }

  static Stream<Arguments> alteredMessages() {
    return Stream.of(
        altered("expired a second ago", "sign-in-expired", m -> expiring(m, NOON.minusSeconds(1))),
        altered("expires now", "sign-in-expired", m -> expiring(m, NOON)),
        altered("issued tomorrow", "sign-in-future", m -> issued(m, NOON.plusSeconds(86_400))),
        altered("other domain", "sign-in-domain", m -> domain(m, "evil.example")),
        altered("domain without port", "sign-in-domain", m -> domain(m, "assay.example")),
        altered("domain in capitals", "sign-in-domain", m -> domain(m, "ASSAY.example:8443")),
        altered("other uri", "sign-in-uri", m -> uri(m, "https://evil.example")),
        altered("uri without tls", "sign-in-uri", m -> uri(m, "http://assay.example:8443")),
        altered("uri with user", "sign-in-uri", m -> uri(m, "https://assay.example:8443@evil.com")),
        altered("uri without host", "sign-in-uri", m -> uri(m, "urn:assay")),
        altered("other chain", "sign-in-chain", m -> chain(m, 1)));
  }

  /** What else is no such message, {@code SignInMessageTest} has in a table. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("alteredTexts")
  void shouldRefuseATextThatIsNoSuchMessage(String name, UnaryOperator<String> alteration) {
    String text = message(accounts.newNonce()).text();

    assertRefused(alteration.apply(text), "sign-in-malformed");
  }

  static Stream<Arguments> alteredTexts() {
    return Stream.of(
        text("Windows line endings", text -> text.replace("\n", "\r\n")),
        text("lower-case address", text -> text.toLowerCase(Locale.ROOT)),
        text("long nonce", text -> text.replace("Nonce: ", "Nonce: " + "a".repeat(2_000))),
        text("nothing", text -> ""),
        text("a megabyte", text -> "x".repeat(1 << 20)));
  }

  @Test
  void shouldRefuseASignatureOfAnotherAccount() {
    String text = message(accounts.newNonce()).text();

    assertThatThrownBy(() -> accounts.signIn(text, sign(MALLORY, text)))
        .isInstanceOfSatisfying(
            SignInRefusedException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("sign-in-signature"));
  }

  @Test
  void shouldRefuseASignatureOfAnotherText() {
    String text = message(accounts.newNonce()).text();
    PersonalSignature other = sign(ALICE, message(accounts.newNonce()).text());

    assertThatThrownBy(() -> accounts.signIn(text, other))
        .isInstanceOf(SignInRefusedException.class);
  }

  @Test
  void shouldTakeANonceOnceOfAHundredAtOnce() throws Exception {
    String text = message(accounts.newNonce()).text();
    PersonalSignature signature = sign(ALICE, text);
    ExecutorService posts = Executors.newFixedThreadPool(20);
    List<Callable<Boolean>> hundred = new ArrayList<>();
    for (int post = 0; post < 100; post++) {
      hundred.add(() -> isTaken(text, signature));
    }

    int taken = 0;
    for (Future<Boolean> answer : posts.invokeAll(hundred)) {
      taken += answer.get() ? 1 : 0;
    }
    posts.shutdown();

    assertThat(taken).isEqualTo(1);
  }

  private boolean isTaken(String text, PersonalSignature signature) {
    try {
      accounts.signIn(text, signature);
      return true;
    } catch (SignInRefusedException e) {
      assertThat(e.code()).isEqualTo("sign-in-nonce");
      return false;
    }
  }

  @Test
  void shouldForgetATokenWhenItExpires() {
    AccessToken token = signIn();

    clock.advance(Duration.ofHours(1).minusSeconds(1));
    boolean isValidUntilThen = accounts.accountOf(token.token()).isPresent();
    clock.advance(Duration.ofSeconds(1));

    assertThat(isValidUntilThen).isTrue();
    assertThat(accounts.accountOf(token.token())).isEmpty();
  }

  /** Promise R9: where clocks are set forward or back, and where a second came more. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-03-29T00:30:00Z", "2026-10-25T00:30:00Z", "2016-12-31T23:59:59Z"})
  void shouldForgetATokenAfterAnHourOfAnyNight(String night) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try (TestDatabase there = TestDatabase.create()) {
      clock = new SettableClock(Instant.parse(night));
      accounts = accounts(there);
      AccessToken token = signIn();

      clock.advance(Duration.ofHours(1).minusSeconds(1));
      boolean isValidUntilThen = accounts.accountOf(token.token()).isPresent();
      clock.advance(Duration.ofSeconds(1));

      assertThat(isValidUntilThen).isTrue();
      assertThat(accounts.accountOf(token.token())).isEmpty();
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void shouldGiveADifferentTokenAtEverySignInAndEndOnlyTheOneSignedOut() {
    AccessToken first = signIn();
    AccessToken second = signIn();

    accounts.signOut(first.token());

    assertThat(accounts.accountOf(first.token())).isEmpty();
    assertThat(accounts.accountOf(second.token())).contains(ALICE.address());
  }

  @Test
  void shouldKnowNoTokenThatItDidNotGive() {
    signIn();

    for (String token : List.of("", "null", "' or '1'='1", "x".repeat(100_000))) {
      assertThat(accounts.accountOf(token)).isEmpty();
    }
  }

  /** Promise S5. */
  @Test
  void shouldGiveNothingThatCanBeGuessed() {
    List<byte[]> nonces = new ArrayList<>();
    List<byte[]> tokens = new ArrayList<>();
    List<byte[]> refreshTokens = new ArrayList<>();
    AccessToken made = signIn();
    for (int time = 0; time < 100; time++) {
      nonces.add(HexFormat.of().parseHex(accounts.newNonce()));
      made = accounts.refresh(made.refreshToken());
      tokens.add(Base64.getUrlDecoder().decode(made.token()));
      refreshTokens.add(Base64.getUrlDecoder().decode(made.refreshToken()));
    }

    requireRandom(nonces);
    requireRandom(tokens);
    requireRandom(refreshTokens);
  }

  /**
   * None comes twice, and each has 128 bits or more that are 0 in one and 1 in another: one chance
   * in 2^99 for a random bit to be the same in a hundred.
   */
  private static void requireRandom(List<byte[]> secrets) {
    BitSet changing = new BitSet();
    for (byte[] secret : secrets) {
      BitSet changed = BitSet.valueOf(secret);
      changed.xor(BitSet.valueOf(secrets.get(0)));
      changing.or(changed);
    }
    assertThat(secrets.stream().map(HexFormat.of()::formatHex)).doesNotHaveDuplicates();
    assertThat(changing.cardinality()).isGreaterThanOrEqualTo(128);
    assertThat(secrets).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThanOrEqualTo(16));
  }

  @Test
  void shouldStoreNoTokenInTheClear() {
    AccessToken token = signIn();

    assertThat(token.token()).hasSize(43);
    assertThat(database.dump(database.tables()).toString())
        .contains(ALICE.address().hex())
        .doesNotContain(token.token())
        .doesNotContain(token.refreshToken());
  }

  @Test
  void shouldThrowAwayWhatExpired() {
    signIn();
    accounts.newNonce();
    clock.advance(Duration.ofDays(1));

    accounts.newNonce();

    assertThat(database.dump("access_token").get("access_token")).isEmpty();
    assertThat(database.dump("refresh_token").get("refresh_token")).isEmpty();
    assertThat(database.dump("sign_in_nonce").get("sign_in_nonce")).hasSize(1);
  }

  @Test
  void shouldRenewASignInOnce() {
    AccessToken first = signIn();
    clock.advance(Duration.ofMinutes(59));

    AccessToken second = accounts.refresh(first.refreshToken());

    clock.advance(Duration.ofMinutes(30));
    assertThat(accounts.accountOf(first.token())).isEmpty();
    assertThat(accounts.accountOf(second.token())).contains(ALICE.address());
    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
  }

  @Test
  void shouldEndTheWholeSignInWhenARefreshTokenComesTwice() {
    AccessToken stolen = signIn();
    AccessToken other = signIn();
    AccessToken thiefs = accounts.refresh(stolen.refreshToken());

    assertRefreshRefused(stolen.refreshToken());

    assertThat(accounts.accountOf(stolen.token())).isEmpty();
    assertThat(accounts.accountOf(thiefs.token())).isEmpty();
    assertRefreshRefused(thiefs.refreshToken());
    assertThat(accounts.accountOf(other.token())).contains(ALICE.address());
  }

  @Test
  void shouldEndASignInHoweverOftenItIsRenewed() {
    AccessToken last = signIn();
    for (int hour = 1; hour < 12; hour++) {
      clock.advance(Duration.ofHours(1));
      last = accounts.refresh(last.refreshToken());
    }
    clock.advance(Duration.ofMinutes(30));
    last = accounts.refresh(last.refreshToken());

    assertThat(last.expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(12)));
    clock.advance(Duration.ofMinutes(30));
    assertThat(accounts.accountOf(last.token())).isEmpty();
    assertRefreshRefused(last.refreshToken());
  }

  @Test
  void shouldEndRefreshTokensWithTheSignOut() {
    AccessToken token = signIn();

    accounts.signOut(token.token());

    assertRefreshRefused(token.refreshToken());
  }

  @RepeatedTest(20)
  void shouldGiveNewTokensOnceToManyAtOnce() throws Exception {
    AccessToken token = signIn();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    Callable<Boolean> refresh =
        () -> {
          try {
            accounts.refresh(token.refreshToken());
            return true;
          } catch (SignInRefusedException e) {
            return false;
          }
        };

    int given = 0;
    for (Future<Boolean> answer : threads.invokeAll(Collections.nCopies(8, refresh))) {
      given += answer.get() ? 1 : 0;
    }
    threads.shutdown();

    assertThat(given).isEqualTo(1);
    assertThat(accounts.accountOf(token.token())).isEmpty();
  }

  private void assertRefreshRefused(String refreshToken) {
    assertThatThrownBy(() -> accounts.refresh(refreshToken))
        .isInstanceOfSatisfying(
            SignInRefusedException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("refresh-refused"));
  }

  private AccessToken signIn() {
    String text = message(accounts.newNonce()).text();
    return accounts.signIn(text, sign(ALICE, text));
  }

  private void assertRefused(String text, String code) {
    assertThatThrownBy(() -> accounts.signIn(text, sign(ALICE, text)))
        .isInstanceOfSatisfying(
            SignInRefusedException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private SignInMessage message(String nonce) {
    Instant now = clock.instant();
    return new SignInMessage(
        HERE.getAuthority(),
        ALICE.address(),
        HERE,
        CHAIN,
        nonce,
        now,
        now.plus(Duration.ofMinutes(5)));
  }

  private static PersonalSignature sign(Account account, String text) {
    return PersonalSignature.sign(account, text);
  }

  private static Arguments altered(
      String name, String code, UnaryOperator<SignInMessage> alteration) {
    return Arguments.of(name, code, alteration);
  }

  private static Arguments text(String name, UnaryOperator<String> alteration) {
    return Arguments.of(name, alteration);
  }

  private static SignInMessage domain(SignInMessage m, String domain) {
    return new SignInMessage(
        domain, m.address(), m.uri(), m.chainId(), m.nonce(), m.issuedAt(), m.expiresAt());
  }

  private static SignInMessage uri(SignInMessage m, String uri) {
    return new SignInMessage(
        m.domain(),
        m.address(),
        URI.create(uri),
        m.chainId(),
        m.nonce(),
        m.issuedAt(),
        m.expiresAt());
  }

  private static SignInMessage chain(SignInMessage m, long chainId) {
    return new SignInMessage(
        m.domain(), m.address(), m.uri(), chainId, m.nonce(), m.issuedAt(), m.expiresAt());
  }

  private static SignInMessage issued(SignInMessage m, Instant at) {
    return new SignInMessage(
        m.domain(), m.address(), m.uri(), m.chainId(), m.nonce(), at, at.plusSeconds(60));
  }

  private static SignInMessage expiring(SignInMessage m, Instant at) {
    return new SignInMessage(
        m.domain(), m.address(), m.uri(), m.chainId(), m.nonce(), m.issuedAt(), at);
  }
}
