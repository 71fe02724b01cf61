package assay.chain;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;

/**
 * How to reach and use a chain.
 *
 * @param node JSON-RPC address of the node
 * @param chainId the chain the node must serve (EIP-155)
 * @param finality blocks on top of a block after which it counts as final, at least 0
 * @param maxFeePerGas the most that is ever offered for one unit of gas
 * @param pollEvery pause between two looks at the chain while waiting
 * @param patience longest wait for a sent transaction to become final
 */
public record ChainSettings(
    URI node, long chainId, int finality, Wei maxFeePerGas, Duration pollEvery, Duration patience) {

  /** Chain id of the local network ({@code 0xA55A1}: "assay"). */
  public static final long LOCAL_CHAIN_ID = 0xA55A1;

  /** Ethereum's time between blocks; nobody here runs on a slower chain. */
  private static final Duration SLOT = Duration.ofSeconds(12);

  public ChainSettings {
    if (finality < 0) {
      throw new IllegalArgumentException("Finality is " + finality + " blocks; give 0 or more.");
    }
    if (chainId <= 0) {
      throw new IllegalArgumentException("Chain id is " + chainId + "; give a positive number.");
    }
  }

  /**
   * A chain with the usual limits; a transaction has twice the time that finality takes, to be
   * mined as well.
   */
  public static ChainSettings of(URI node, long chainId, int finality) {
    ChainSettings local = local(node);
    return new ChainSettings(
        node,
        chainId,
        finality,
        local.maxFeePerGas(),
        local.pollEvery(),
        SLOT.multipliedBy(2L * finality + 1));
  }

  /** The same with another limit for fees. */
  public ChainSettings withMaxFeePerGas(Wei limit) {
    return new ChainSettings(node, chainId, finality, limit, pollEvery, patience);
  }

  /** The local network: one block a second, two blocks to finality. */
  public static ChainSettings local(URI node) {
    return new ChainSettings(
        node,
        LOCAL_CHAIN_ID,
        2,
        new Wei(BigInteger.valueOf(100_000_000_000L)),
        Duration.ofMillis(200),
        Duration.ofSeconds(60));
  }
}
