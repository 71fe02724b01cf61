package assay.web.account;

import java.time.Instant;
import java.util.List;

/**
 * An API key when it is made, the one time that it is shown.
 *
 * @param key what to send as {@code Authorization: Bearer}; stored nowhere but with its holder
 * @param prefix what it is listed and revoked by
 */
public record MadeApiKey(
    String key, String prefix, String name, List<String> scopes, Instant expiresAt) {

  public MadeApiKey {
    scopes = List.copyOf(scopes);
  }
}
