package assay.web.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An API key as its account sees it again.
 *
 * @param prefix its first characters, which tell it from others and open nothing
 * @param scopes {@code read}, {@code act} or both
 * @param lastUsedAt to the minute
 */
public record ApiKey(
    String prefix,
    String name,
    List<String> scopes,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> lastUsedAt) {

  public ApiKey {
    scopes = List.copyOf(scopes);
  }
}
