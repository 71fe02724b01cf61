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

  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;
  private static final long MONTH = 30 * DAY;

  public DeploymentSettings {
    tokens = List.copyOf(tokens);
    if (ticketSize.equals(Wei.ZERO)) {
      throw new IllegalArgumentException("'ticketSize' is 0; a ticket must cost something.");
    }
    if (unbondDelay < 1 || finalityGap < 1) {
      throw new IllegalArgumentException(
          "'unbondDelay' is %d and 'finalityGap' %d; give seconds, 1 or more."
              .formatted(unbondDelay, finalityGap));
    }
    if (minWindow < 1 || maxWindow < minWindow) {
      throw new IllegalArgumentException(
          "Windows may last from %d to %d seconds; give 1 or more, and the lower bound first."
              .formatted(minWindow, maxWindow));
    }
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

  /**
   * A public chain: windows of hours, for people and reorganisations (docs/contracts/defaults.md).
   */
  public static DeploymentSettings production() {
    return new DeploymentSettings(
        List.of(),
        Wei.ofEther("2"),
        Wei.ofEther("0.2"),
        9 * WEEK,
        HOUR / 4,
        HOUR,
        4 * WEEK,
        Wei.ofEther("0.01"),
        Wei.ofEther("0.001"),
        Wei.ofEther("0.001"));
  }
}
