package assay.web.repeat;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.util.regex.Pattern;

/**
 * A request that may come again.
 *
 * @param key the caller's own for it, 1 to 255 visible characters of ASCII
 * @param fingerprint SHA-256 of method, address and body
 */
record RepeatedRequest(Address account, String key, Bytes32 fingerprint) {

  /** The name of the header. */
  static final String HEADER = "Idempotency-Key";

  private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

  RepeatedRequest {
    if (!FORM.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "%s is 1 to 255 visible characters of ASCII, such as a UUID.".formatted(HEADER));
    }
  }
}
