package assay.registry.signin;

import assay.chain.Address;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message a wallet signs to sign in (EIP-4361, "Sign-In with Ethereum"), with the fields that
 * Assay uses; a message with other fields, line endings or an unchecksummed address is refused.
 *
 * @param domain host and port the user believes to talk to (RFC 3986 authority)
 * @param address the account that signs in
 * @param uri the resource that is signed in to
 * @param chainId the chain the account lives on
 * @param nonce single-use text of the server, 8 to 64 letters and digits
 * @param issuedAt when the message was made
 * @param expiresAt after which it is worth nothing
 */
public record SignInMessage(
    String domain,
    Address address,
    URI uri,
    long chainId,
    String nonce,
    Instant issuedAt,
    Instant expiresAt) {

  /** What the user is told he does. */
  public static final String STATEMENT = "Sign in to Assay. This costs nothing and moves no money.";

  private static final int MAX_LENGTH = 1_000;

  /** RFC 3339, with capitals; Java reads more than that. */
  private static final String TIME =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
          + "(Z|[+-][0-9]{2}:[0-9]{2})";

  private static final Pattern FORM =
      Pattern.compile(
          "(?<domain>([A-Za-z0-9.-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?)"
              + " wants you to sign in with your Ethereum account:\n"
              + "(?<address>0x[0-9a-fA-F]{40})\n\n"
              + Pattern.quote(STATEMENT)
              + "\n\nURI: (?<uri>[A-Za-z][A-Za-z0-9+.-]*:[!-~]{1,255})\nVersion: 1\n"
              + "Chain ID: (?<chain>[0-9]{1,18})\n"
              + "Nonce: (?<nonce>[A-Za-z0-9]{8,64})\nIssued At: (?<issued>"
              + TIME
              + ")\nExpiration Time: (?<expires>"
              + TIME
              + ")");

  /**
   * Reads a message.
   *
   * @throws SignInRefusedException if it is not in this form
   */
  public static SignInMessage parse(String text) {
    Matcher match = FORM.matcher(text.substring(0, Math.min(text.length(), MAX_LENGTH + 1)));
    if (text.length() > MAX_LENGTH || !match.matches()) {
      throw new SignInRefusedException(
          "sign-in-malformed",
          "The message is not in the form of EIP-4361 that Assay signs in with.");
    }
    try {
      return new SignInMessage(
          match.group("domain"),
          checksummed(match.group("address")),
          URI.create(match.group("uri")),
          Long.parseLong(match.group("chain")),
          match.group("nonce"),
          OffsetDateTime.parse(match.group("issued")).toInstant(),
          OffsetDateTime.parse(match.group("expires")).toInstant());
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new SignInRefusedException(
          "sign-in-malformed", "The message has an unreadable field: " + e.getMessage());
    }
  }

  /** The text to sign. */
  public String text() {
    return """
        %s wants you to sign in with your Ethereum account:
        %s

        %s

        URI: %s
        Version: 1
        Chain ID: %d
        Nonce: %s
        Issued At: %s
        Expiration Time: %s"""
        .formatted(domain, address, STATEMENT, uri, chainId, nonce, issuedAt, expiresAt);
  }

  private static Address checksummed(String text) {
    Address address = new Address(text);
    if (!address.toString().equals(text)) {
      throw new SignInRefusedException(
          "sign-in-malformed", "The address must carry its EIP-55 checksum.");
    }
    return address;
  }
}
