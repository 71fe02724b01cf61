package assay.local.demo;

import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import assay.training.federated.round.RoundLog;
import java.nio.file.Path;
import java.util.List;

/**
 * The public log of a bounty's rounds, checked against the chain.
 *
 * @param file where it is, with its anchors
 * @param claims what {@code assay federated verify} claims of it
 */
public record CheckedRounds(RoundLog log, Path file, List<LogClaim> claims) {

  public CheckedRounds {
    claims = List.copyOf(claims);
  }

  /** Whether nothing fails and nothing is left unchecked. */
  public boolean isProven() {
    return claims.stream().allMatch(claim -> claim.verdict() == Verdict.HOLDS);
  }

  /** How many updates were counted. */
  public int updates() {
    return log.rounds().stream().mapToInt(entry -> entry.round().updates().size()).sum();
  }
}
