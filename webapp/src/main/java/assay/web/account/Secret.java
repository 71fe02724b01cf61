package assay.web.account;

import assay.chain.Bytes32;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets that callers carry: 256 random bits. They are stored as their SHA-256 without salt or
 * stretching, which guard what people think up; nobody guesses one of 2^256.
 */
public final class Secret {

  private static final int BYTES = 32;

  private Secret() {}

  /** A new one, 43 characters of base64url. */
  public static String fresh(SecureRandom random) {
    return text(random, BYTES);
  }

  /** Random bytes as base64url, for what need not be secret too. */
  public static String text(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** As it is stored. */
  static String hash(String secret) {
    return Bytes32.sha256(secret.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
