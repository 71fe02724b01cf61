package assay.web.account;

import java.net.URI;
import java.time.Duration;

/**
 * What sign-in messages are held to.
 *
 * @param publicUrl where users reach the platform
 * @param chainId the chain the platform follows
 * @param lifetime how long a token lasts
 * @param renewable how long a sign-in lasts if its tokens are renewed
 */
public record SignInSettings(URI publicUrl, long chainId, Duration lifetime, Duration renewable) {

  public SignInSettings {
    if (publicUrl.getScheme() == null || publicUrl.getAuthority() == null) {
      throw new IllegalArgumentException(
          "The public address '%s' lacks scheme or host; set assay.public.url."
              .formatted(publicUrl));
    }
  }

  /** Host and port that a message must name. */
  public String domain() {
    return publicUrl.getAuthority();
  }

  /** Whether the address has the platform's origin (RFC 6454). */
  boolean isHere(URI uri) {
    return publicUrl.getScheme().equals(uri.getScheme()) && domain().equals(uri.getAuthority());
  }

  /** Whether users come by https. */
  public boolean isByHttps() {
    return "https".equalsIgnoreCase(publicUrl.getScheme());
  }
}
