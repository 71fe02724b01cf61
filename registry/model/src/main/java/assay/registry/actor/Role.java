package assay.registry.actor;

/** What an actor does; one account may have several roles. */
public enum Role {
  DATA_OWNER(1),
  RESEARCHER(2),
  MINER(4),
  EVALUATOR(8),
  POOL(16),
  SITE(32);

  private final int bit;

  Role(int bit) {
    this.bit = bit;
  }

  /** Its place in the registry's bit set. */
  public int bit() {
    return bit;
  }
}
