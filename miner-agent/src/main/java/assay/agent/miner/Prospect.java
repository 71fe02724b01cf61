package assay.agent.miner;

import assay.chain.Address;
import assay.chain.Wei;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.training.bounty.BountyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A bounty as a miner weighs it before he begins.
 *
 * @param token what it pays in; the zero address is ether
 * @param pay the miner's part of the reward, before gas and evaluation fee
 * @param datasets which it lists
 * @param estimate how long this rig would train, if it is known
 */
public record Prospect(
    BountyId bounty,
    Address researcher,
    Address token,
    Wei reward,
    Wei pay,
    List<Part> datasets,
    Optional<Duration> estimate) {

  public Prospect {
    datasets = List.copyOf(datasets);
  }

  /**
   * A dataset of the bounty.
   *
   * @param isRequired whether a submission without a grant on it is void
   * @param bytes sealed
   * @param level the lowest at which its owner gives access
   */
  public record Part(VersionId version, boolean isRequired, long bytes, SharingLevel level) {}

  /** Hours of the estimate. */
  public Optional<Double> hours() {
    return estimate.map(time -> time.toMillis() / (double) Duration.ofHours(1).toMillis());
  }
}
