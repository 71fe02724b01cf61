package assay.training.benchmark;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Work that a challenger sets a rig: so many chains of so many products, which depend on a random
 * nonce and so cannot have been done before it was given. Immutable.
 *
 * @param nonce random
 * @param parties who asks whom
 * @param terms what is asked
 */
public record Challenge(Bytes32 nonce, Parties parties, Terms terms) {

  private static final int MOST_CHAINS = 1024;
  private static final int MOST_STEPS = 1_000_000;

  /**
   * Who asks whom, and on which chain it may be attested.
   *
   * @param chainId of the chain
   * @param rig who is to answer
   * @param challenger who asks
   */
  public record Parties(long chainId, Address rig, Address challenger) {

    public Parties {
      if (rig.equals(challenger)) {
        throw BenchmarkRefusedException.bad(
            rig + " would challenge itself; somebody else must attest a rig");
      }
    }
  }

  /**
   * What is asked.
   *
   * @param issued when, on the challenger's clock; kept in milliseconds
   * @param within how long an answer counts, whole seconds, 1 to 86 400
   * @param chains that can be worked at side by side, 1 to 1 024
   * @param steps of each chain, 1 to 1 000 000
   */
  public record Terms(Instant issued, Duration within, int chains, int steps) {

    public Terms {
      issued = issued.truncatedTo(ChronoUnit.MILLIS);
      requireWithin("seconds", within.toSeconds(), Duration.ofDays(1).toSeconds());
      requireWithin("chains", chains, MOST_CHAINS);
      requireWithin("steps", steps, MOST_STEPS);
    }

    private static void requireWithin(String what, long value, long most) {
      if (value < 1 || value > most) {
        throw BenchmarkRefusedException.bad(
            "a challenge has 1 to %d %s, not %d".formatted(most, what, value));
      }
    }
  }

  /** The products of all chains together, in FLOPs. */
  public long flops() {
    return Math.multiplyExact(terms.chains(), ProductChain.of(this, 0).flops());
  }
}
