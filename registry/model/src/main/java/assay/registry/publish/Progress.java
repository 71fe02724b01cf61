package assay.registry.publish;

/** Is told how far a long piece of work has come. Called often, from the thread that works. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress SILENT = (phase, done, all) -> {};

  /** What is being done. */
  enum Phase {
    /** Looking through the plain files, in bytes. */
    READ,
    /** Sealing them, in bytes. */
    SEAL,
    /** Giving the sealed bytes to a store, in bytes. */
    STORE,
    /** Waiting until the chain cannot take it back, in blocks. */
    CONFIRM
  }

  /**
   * Some of the phase is done.
   *
   * @param done bytes or blocks so far
   * @param all about how many there are
   */
  void moved(Phase phase, long done, long all);
}
