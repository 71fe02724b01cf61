package assay.web.account;

import jakarta.ws.rs.GET;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a caller may do in an account's name. A sign-in has all scopes, an API key those it was made
 * with.
 */
public enum Scope {
  /** Read what is the account's. */
  READ,
  /** Change something in the account's name, or have a key released, which is written down. */
  ACT,
  /** End sign-ins, make and revoke API keys; no API key has it. */
  KEYS;

  /** As it stands in the contract. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A scope that an API key may have.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  static Scope ofKey(String text) {
    return Arrays.stream(values())
        .filter(scope -> scope != KEYS && scope.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "An API key cannot have the scope '%s'; give it read, act or both."
                        .formatted(text)));
  }

  /** What a resource's method takes: reading for GET and acting else, unless it says otherwise. */
  public static Scope of(Method method) {
    RequiredScope required = method.getAnnotation(RequiredScope.class);
    if (required != null) {
      return required.value();
    }
    return method.isAnnotationPresent(GET.class) ? READ : ACT;
  }
}
