package assay.local.demo;

import assay.training.bounty.Score;
import assay.training.ledger.BountyTerms.Windows;

/**
 * What a run of the main job may vary.
 *
 * @param threshold accuracy that the bounty asks for
 * @param windows how long each phase may take
 */
public record DemoSettings(Score threshold, Windows windows) {

  /** At least 95 %, windows as short as two quiet cores need. */
  public static DemoSettings standard() {
    return new DemoSettings(Score.ofShare("0.95"), new Windows(45, 45, 60, 30, 60, 30, 3, 6, 15));
  }

  /** Windows that leave time to kill and restart parts in the middle. */
  public DemoSettings patient() {
    return new DemoSettings(threshold, new Windows(60, 60, 75, 60, 120, 60, 3, 15, 30));
  }

  public DemoSettings withThreshold(Score other) {
    return new DemoSettings(other, windows);
  }
}
