package assay.web.account;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An API key that somebody wants.
 *
 * @param name his own for it, 1 to 60 characters, one key each
 * @param scopes {@code read}, {@code act} or both
 */
public record NewApiKey(String name, List<String> scopes, Instant expiresAt) {

  private static final int LONGEST_NAME = 60;

  public NewApiKey {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "The name has %d characters; give 1 to %d.".formatted(name.length(), LONGEST_NAME));
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("The key has no scope; give it read, act or both.");
    }
    scopes = scopes.stream().map(Scope::ofKey).distinct().sorted().map(Scope::text).toList();
  }

  /** Its scopes as a column keeps them. */
  String joinedScopes() {
    return String.join(" ", scopes);
  }

  static List<Scope> scopes(String joined) {
    return Arrays.stream(joined.split(" ", -1)).map(Scope::ofKey).collect(Collectors.toList());
  }
}
