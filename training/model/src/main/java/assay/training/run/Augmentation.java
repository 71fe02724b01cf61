package assay.training.run;

import assay.training.run.EngineRefusedException.Reason;

/**
 * Changes made to training images anew in each epoch, drawn from the job's seed. Label maps are
 * flipped and shifted with their images; what a shift uncovers repeats the edge.
 *
 * @param flips whether every other image is mirrored left to right
 * @param shift most pixels an image moves in each direction, 0 to 64
 * @param noise deviation of normal noise as a share of the data's range, 0 to 1
 */
public record Augmentation(boolean flips, int shift, double noise) {

  /** Images as they are. */
  public static final Augmentation NONE = new Augmentation(false, 0, 0);

  private static final int FARTHEST = 64;

  public Augmentation {
    if (shift < 0 || shift > FARTHEST || !(noise >= 0 && noise <= 1)) {
      throw new EngineRefusedException(
          Reason.BAD_SETTINGS,
          "An augmentation shifts by 0.." + FARTHEST + " pixels, with noise in 0..1.");
    }
  }

  /** Whether pixels change places, which needs an image. */
  boolean moves() {
    return flips || shift > 0;
  }

  @Override
  public String toString() {
    return "flips " + flips + " shift " + shift + " noise " + noise;
  }
}
