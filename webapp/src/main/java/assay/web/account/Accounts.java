package assay.web.account;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.PersonalSignature;
import assay.registry.database.Database;
import assay.registry.signin.SignInMessage;
import assay.registry.signin.SignInRefusedException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Signs accounts in by EIP-4361: every field of the message is checked, a nonce works once, and a
 * token is stored only as its hash. Thread-safe.
 */
public final class Accounts {

  private static final Duration NONCE_LIFETIME = Duration.ofMinutes(10);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
  private static final int SECRET_BYTES = 32;
  private static final int NONCE_BYTES = 16;

  private final Database database;
  private final SignInSettings settings;
  private final Clock clock;
  private final SecureRandom random;

  public Accounts(Database database, SignInSettings settings, Clock clock, SecureRandom random) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** A nonce for the next sign-in message. */
  public String newNonce() {
    String nonce = HexFormat.of().formatHex(randomBytes(NONCE_BYTES));
    database.inTransaction(
        transaction -> {
          transaction.execute("delete from sign_in_nonce where expires_at < ?", now());
          transaction.execute("delete from access_token where expires_at < ?", now());
          return transaction.execute(
              "insert into sign_in_nonce (nonce, expires_at) values (?, ?)",
              nonce,
              now().plus(NONCE_LIFETIME));
        });
    return nonce;
  }

  /**
   * Checks a signed message and gives a token for it.
   *
   * @throws SignInRefusedException with the check that failed
   */
  public AccessToken signIn(String text, PersonalSignature signature) {
    SignInMessage message = SignInMessage.parse(text);
    checkFields(message);
    boolean isSigned = signature.signerOf(text).filter(message.address()::equals).isPresent();
    require(isSigned, "sign-in-signature", "The signature is not by " + message.address() + ".");
    spendNonce(message.nonce());
    return issue(message.address());
  }

  /** Whose token this is, if it is valid now. */
  public Optional<Address> accountOf(String token) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select account from access_token where token_hash = :hash and expires_at > :now")
                .bind("hash", hash(token))
                .bind("now", now())
                .mapTo(String.class)
                .findOne()
                .map(Address::new));
  }

  /** Makes a token worthless. */
  public void signOut(String token) {
    database.inTransaction(
        transaction ->
            transaction.execute("delete from access_token where token_hash = ?", hash(token)));
  }

  private void checkFields(SignInMessage message) {
    require(
        message.domain().equals(settings.domain()),
        "sign-in-domain",
        "The message is for '%s', this is '%s'.".formatted(message.domain(), settings.domain()));
    require(
        settings.isHere(message.uri()),
        "sign-in-uri",
        "The message names '%s', which is not '%s'."
            .formatted(message.uri(), settings.publicUrl()));
    require(
        message.chainId() == settings.chainId(),
        "sign-in-chain",
        "The message is for chain %d, this platform follows chain %d."
            .formatted(message.chainId(), settings.chainId()));
    Instant now = clock.instant();
    require(
        !message.issuedAt().isAfter(now.plus(CLOCK_SKEW)),
        "sign-in-future",
        "The message was issued at %s, which is not yet.".formatted(message.issuedAt()));
    require(
        message.expiresAt().isAfter(now),
        "sign-in-expired",
        "The message expired at %s; sign a new one.".formatted(message.expiresAt()));
  }

  private void spendNonce(String nonce) {
    int spent =
        database.inTransaction(
            transaction ->
                transaction.execute(
                    "delete from sign_in_nonce where nonce = ? and expires_at > ?", nonce, now()));
    require(spent == 1, "sign-in-nonce", "The nonce is unknown or used; ask for a new one.");
  }

  private AccessToken issue(Address account) {
    String token =
        Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(SECRET_BYTES));
    Instant expires = clock.instant().plus(settings.lifetime());
    database.inTransaction(
        transaction ->
            transaction.execute(
                "insert into access_token (token_hash, account, expires_at) values (?, ?, ?)",
                hash(token),
                account.hex(),
                expires.atOffset(ZoneOffset.UTC)));
    return new AccessToken(token, account, expires);
  }

  private static void require(boolean holds, String code, String message) {
    if (!holds) {
      throw new SignInRefusedException(code, message);
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String hash(String token) {
    return Bytes32.sha256(token.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
