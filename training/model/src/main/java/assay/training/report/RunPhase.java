package assay.training.report;

/** Where a run stands, as its miner says. */
public enum RunPhase {
  TRAINING,
  /** Waits because of temperature or power. */
  RESTING,
  /** Trains no more, for whatever reason. */
  ENDED
}
