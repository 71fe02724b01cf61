package assay.web.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What proves to a receiver that the platform sent a body, and when: {@code t=SECONDS,v1=HEX}, the
 * HMAC-SHA256 (RFC 2104) of {@code SECONDS.BODY}. A receiver refuses what is older than five
 * minutes, so that nobody can send an old one again.
 */
final class WebhookSignature {

  static final String HEADER = "Assay-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /** The header's value. */
  static String of(String secret, Instant now, String body) {
    long seconds = now.getEpochSecond();
    return "t=%d,v1=%s"
        .formatted(seconds, HexFormat.of().formatHex(mac(secret, seconds + "." + body)));
  }

  private static byte[] mac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA256.", e);
    }
  }
}
