package assay.web.account;

import assay.chain.Address;
import assay.chain.PersonalSignature;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.signin.SignInMessage;
import assay.registry.signin.SignInRefusedException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Signs accounts in by EIP-4361: every field of the message is checked, a nonce works once, and a
 * token is stored only as its hash. Tokens are short-lived and renewed by refresh tokens that work
 * once; one that comes twice was stolen or will be, so its sign-in ends (RFC 9700, section 4.14.2).
 * Thread-safe.
 */
public final class Accounts {

  private static final Duration NONCE_LIFETIME = Duration.ofMinutes(10);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
  private static final int NONCE_BYTES = 16;

  private final Database database;
  private final SignInSettings settings;
  private final ContractSignatures contracts;
  private final Clock clock;
  private final SecureRandom random;

  public Accounts(
      Database database,
      SignInSettings settings,
      ContractSignatures contracts,
      Clock clock,
      SecureRandom random) {
    this.database = database;
    this.settings = settings;
    this.contracts = contracts;
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
          transaction.execute("delete from refresh_token where expires_at < ?", now());
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
    require(
        isSigned(message.address(), text, signature),
        "sign-in-signature",
        "The signature is not by " + message.address() + ".");
    spendNonce(message.nonce());
    Family family =
        new Family(
            HexFormat.of().formatHex(randomBytes(NONCE_BYTES)),
            message.address(),
            clock.instant().plus(settings.renewable()));
    return database.inTransaction(transaction -> issue(transaction, family));
  }

  /**
   * A new pair of tokens for a refresh token, which then is worthless.
   *
   * @throws SignInRefusedException if it is unknown, over or used; in the last case every token of
   *     its sign-in is worthless from now on
   */
  public AccessToken refresh(String refreshToken) {
    return database
        .<Optional<AccessToken>, RuntimeException>inTransaction(
            transaction -> renew(transaction, Secret.hash(refreshToken)))
        // Outside, for what a reuse ends must not come back with the transaction.
        .orElseThrow(
            () ->
                new SignInRefusedException(
                    "refresh-refused",
                    "The refresh token is unknown, over or used, and the sign-in of a used one is ended; sign in again."));
  }

  private Optional<AccessToken> renew(Handle transaction, String hash) {
    Optional<Family> known =
        family(
            transaction,
            "select * from refresh_token where token_hash = :hash and expires_at > :now",
            hash);
    known.ifPresent(family -> lock(transaction, family.id()));
    Optional<Family> fresh =
        family(
            transaction,
            "update refresh_token set is_used = true where token_hash = :hash"
                + " and expires_at > :now and not is_used returning *",
            hash);
    if (fresh.isEmpty()) {
      known.ifPresent(reused -> end(transaction, reused.id()));
    }
    return fresh.map(family -> issue(transaction, family));
  }

  private Optional<Family> family(Handle transaction, String sql, String hash) {
    return transaction
        .createQuery(sql)
        .bind("hash", hash)
        .bind("now", now())
        .map(
            (row, context) ->
                new Family(
                    row.getString("family"),
                    new Address(row.getString("account")),
                    Columns.instant(row, "expires_at")))
        .findOne();
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
                .bind("hash", Secret.hash(token))
                .bind("now", now())
                .mapTo(String.class)
                .findOne()
                .map(Address::new));
  }

  /** Ends the sign-in that a token is of: all its tokens are worthless. */
  public void signOut(String token) {
    database.inTransaction(
        transaction -> {
          transaction
              .createQuery("select family from access_token where token_hash = :hash")
              .bind("hash", Secret.hash(token))
              .mapTo(String.class)
              .findOne()
              .filter(family -> !family.isEmpty())
              .ifPresent(family -> end(transaction, family));
          return transaction.execute(
              "delete from access_token where token_hash = ?", Secret.hash(token));
        });
  }

  /**
   * Has whoever changes a sign-in wait for whoever does so already, before either holds a row of
   * it: else two who delete its rows would wait for each other.
   */
  private static void lock(Handle transaction, String family) {
    transaction
        .select("select pg_advisory_xact_lock(hashtextextended(?, 0))", family)
        .mapToMap()
        .one();
  }

  private static void end(Handle transaction, String family) {
    lock(transaction, family);
    transaction.execute("delete from access_token where family = ?", family);
    transaction.execute("delete from refresh_token where family = ?", family);
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

  /**
   * All tokens of one sign-in.
   *
   * @param end of the sign-in
   */
  private record Family(String id, Address account, Instant end) {}

  /** A key is looked at first: it costs nothing. */
  private boolean isSigned(Address account, String text, PersonalSignature signature) {
    return signature.signerOf(text).filter(account::equals).isPresent()
        || contracts.isValid(account, PersonalSignature.hash(text), signature.bytes());
  }

  private AccessToken issue(Handle transaction, Family family) {
    Instant now = clock.instant();
    Instant lifetime = now.plus(settings.lifetime());
    Instant expires = lifetime.isBefore(family.end()) ? lifetime : family.end();
    AccessToken made =
        new AccessToken(
            Secret.fresh(random), family.account(), expires, Secret.fresh(random), family.end());
    transaction.execute(
        "insert into access_token (token_hash, account, expires_at, family) values (?, ?, ?, ?)",
        Secret.hash(made.token()),
        family.account().hex(),
        Columns.time(expires),
        family.id());
    transaction.execute(
        "insert into refresh_token (token_hash, account, expires_at, family) values (?, ?, ?, ?)",
        Secret.hash(made.refreshToken()),
        family.account().hex(),
        Columns.time(family.end()),
        family.id());
    return made;
  }

  private static void require(boolean holds, String code, String message) {
    if (!holds) {
      throw new SignInRefusedException(code, message);
    }
  }

  private OffsetDateTime now() {
    return Columns.time(clock.instant());
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
