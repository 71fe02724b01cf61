package assay.chain;

import java.util.List;

/**
 * What a deployment fixes for ever (docs/contracts/defaults.md).
 *
 * @param tokens ERC-20 tokens that the vault takes besides ether (IVault says which ones it may)
 * @param ticketSize bond that counts as one ticket in a draw
 * @param contributorLock what a contributor to a seed locks until he gives
 * @param unbondDelay seconds between asking for a bond and getting it
 * @param finalityGap seconds between a deadline and what relies on it (G)
 * @param minWindow shortest window a bounty may have, in seconds
 * @param maxWindow longest window a bounty may have, in seconds
 * @param openingFee what opening a bounty costs
 * @param minSeatFee least panel fee per seat
 * @param minEvaluationFee least fee a submission pays to the panel
 */
public record DeploymentSettings(
    List<Address> tokens,
    Wei ticketSize,
    Wei contributorLock,
    long unbondDelay,
    long finalityGap,
    long minWindow,
    long maxWindow,
    Wei openingFee,
    Wei minSeatFee,
    Wei minEvaluationFee) {

  private static final long MONTH = 30L * 24 * 3600;

  public DeploymentSettings {
    tokens = List.copyOf(tokens);
  }

  /** The local network: windows of seconds, ether only. */
  public static DeploymentSettings local() {
    return new DeploymentSettings(
        List.of(),
        Wei.ofEther("10"),
        Wei.ofEther("1"),
        180,
        3,
        3,
        MONTH,
        Wei.ofEther("0.1"),
        Wei.ofEther("0.01"),
        Wei.ofEther("0.01"));
  }
}
