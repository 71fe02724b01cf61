package assay.agent.miner;

import java.util.Locale;

/** Where a miner stands in a bounty that he takes part in. */
public enum JobPhase {
  /** Asked for the data and waits for grants and keys. */
  ASKING,
  /** Has the data and waits for a free slot. */
  WAITING,
  TRAINING,
  /** Rests because of temperature or power. */
  PAUSED,
  /** Trained; the checkpoint waits to be committed to. */
  TRAINED,
  /** A sealed checkpoint is committed to. */
  COMMITTED,
  /** It is uploaded and told; others score it. */
  REVEALED,
  /** Won, and hands over the key. */
  DELIVERING;

  /** For people and programs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
