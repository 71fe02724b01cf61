package assay.local.demo;

import assay.training.bounty.FederatedTerms;
import assay.training.bounty.Score;
import assay.training.ledger.BountyTerms.Windows;
import java.util.Optional;

/**
 * What a run of the main job may vary.
 *
 * @param threshold accuracy that the bounty asks for
 * @param windows how long each phase may take
 * @param federated how it is trained by rounds where the data is, if it is
 */
public record DemoSettings(Score threshold, Windows windows, Optional<FederatedTerms> federated) {

  /** A job that a miner does with data that he opens. */
  public DemoSettings(Score threshold, Windows windows) {
    this(threshold, windows, Optional.empty());
  }

  /** At least 95 %, windows as short as two quiet cores need. */
  public static DemoSettings standard() {
    return new DemoSettings(Score.ofShare("0.95"), new Windows(45, 45, 60, 30, 60, 30, 3, 6, 15));
  }

  /** At least 90 % by ten rounds on five sites, of which three are enough. */
  public static DemoSettings onSites() {
    return new DemoSettings(
        Score.ofShare("0.90"),
        new Windows(45, 45, 120, 30, 120, 30, 3, 6, 15),
        Optional.of(new FederatedTerms(FederatedTerms.FED_AVG, 10, 5, 16, 0.1, 3, 45)));
  }

  /** Windows that leave time to kill and restart parts in the middle. */
  public DemoSettings patient() {
    return withWindows(new Windows(60, 60, 75, 60, 120, 60, 3, 15, 30));
  }

  public DemoSettings withWindows(Windows other) {
    return new DemoSettings(threshold, other, federated);
  }

  public DemoSettings withThreshold(Score other) {
    return new DemoSettings(other, windows, federated);
  }
}
