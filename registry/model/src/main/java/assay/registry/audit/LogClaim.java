package assay.registry.audit;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a log claims, and what came of checking it.
 *
 * @param name what kind of thing, in one word
 * @param proof how it was checked, or what contradicts it
 */
public record LogClaim(String name, Verdict verdict, String proof) {

  /**
   * A claim that holds unless there is a flaw.
   *
   * @param proof how it was checked, if there is none
   */
  public static LogClaim holdsUnless(String name, Optional<String> flaw, String proof) {
    return flaw.map(why -> new LogClaim(name, Verdict.FAILS, why))
        .orElseGet(() -> new LogClaim(name, Verdict.HOLDS, proof));
  }

  /** Whether any of them fails. */
  public static boolean anyFails(List<LogClaim> claims) {
    return claims.stream().anyMatch(claim -> claim.verdict() == Verdict.FAILS);
  }
}
