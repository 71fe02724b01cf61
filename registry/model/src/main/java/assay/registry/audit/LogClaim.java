package assay.registry.audit;

import java.util.List;

/**
 * One thing that a log claims, and what came of checking it.
 *
 * @param name what kind of thing, in one word
 * @param proof how it was checked, or what contradicts it
 */
public record LogClaim(String name, Verdict verdict, String proof) {

  /** Whether any of them fails. */
  public static boolean anyFails(List<LogClaim> claims) {
    return claims.stream().anyMatch(claim -> claim.verdict() == Verdict.FAILS);
  }
}
