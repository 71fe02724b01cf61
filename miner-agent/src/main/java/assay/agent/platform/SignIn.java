package assay.agent.platform;

import assay.chain.Account;
import assay.chain.PersonalSignature;
import assay.client.ApiException;
import assay.client.ApiResponse;
import assay.client.api.AccountsApi;
import assay.client.model.Challenge;
import assay.client.model.SignedMessage;
import assay.registry.signin.SignInMessage;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/** Signs one account in to one platform (EIP-4361), and to no other. Thread-safe. */
final class SignIn {

  private static final Duration VALID = Duration.ofMinutes(5);

  /** Of a bearer (RFC 6750). */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final URI platform;
  private final Account account;
  private final Clock clock;
  private final AccountsApi accounts;

  SignIn(URI platform, Account account, Clock clock, AccountsApi accounts) {
    this.platform = platform;
    this.account = account;
    this.clock = clock;
    this.accounts = accounts;
  }

  /**
   * A fresh token.
   *
   * @throws ApiException if the platform gives none
   * @throws PlatformUnreachableException if it asks for a signature that it could use elsewhere, or
   *     gives what no header can carry
   */
  String token() throws ApiException {
    String text = message(accounts.newNonceWithHttpInfo()).text();
    String signature = PersonalSignature.sign(account, text).hex();
    SignedMessage signed = new SignedMessage().message(text).signature(signature);
    String token = PlatformApi.there(platform, accounts.signIn(signed)).getToken();
    if (!TOKEN.matcher(token).matches()) {
      throw new PlatformUnreachableException(platform, "a token that is none");
    }
    return token;
  }

  private SignInMessage message(ApiResponse<Challenge> answer) {
    Challenge challenge = PlatformApi.there(platform, answer.getData());
    Instant now = platformTime(answer).truncatedTo(ChronoUnit.SECONDS);
    SignInMessage message =
        new SignInMessage(
            challenge.getDomain(),
            account.address(),
            challenge.getUri(),
            challenge.getChainId(),
            challenge.getNonce(),
            now,
            now.plus(VALID));
    requireOwnDomain(message);
    return message;
  }

  /**
   * The platform judges by its own clock whether a message is of now; this machine's may be off.
   */
  private Instant platformTime(ApiResponse<Challenge> answer) {
    try {
      return answer.getHeaders().getOrDefault("Date", List.of()).stream()
          .findFirst()
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
          .orElseGet(clock::instant);
    } catch (DateTimeException e) {
      // A proxy between may write what it likes there.
      return clock.instant();
    }
  }

  /** A platform that asks for a sign-in to another site would use the signature there. */
  private void requireOwnDomain(SignInMessage message) {
    if (!message.domain().equals(platform.getAuthority())) {
      throw new PlatformUnreachableException(
          platform, "it asks to sign in to '" + message.domain() + "'");
    }
  }
}
