package assay.training.audit;

import assay.registry.audit.Verdict;
import java.util.List;

/**
 * One thing that was derived again.
 *
 * @param name which kind of thing
 * @param subject about whom or what, such as a miner's address
 * @param verdict whether it holds
 * @param proof how it was derived, or what contradicts it, in one sentence or a few
 */
public record Claim(ClaimName name, String subject, Verdict verdict, String proof) {

  public boolean fails() {
    return verdict == Verdict.FAILS;
  }

  /** Whether any of them fails. */
  public static boolean anyFails(List<Claim> claims) {
    return claims.stream().anyMatch(Claim::fails);
  }
}
