package assay.registry.publish;

/** Is told how far a long piece of work has come. Called often, from the thread that works. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress SILENT = (phase, done, all) -> {};

  /** What is being done. */
  enum Phase {
    /** Sealing the plain files. */
    SEAL,
    /** Giving the sealed bytes to a store. */
    STORE
  }

  /**
   * Some of the phase is done.
   *
   * @param done bytes so far
   * @param all about how many bytes there are
   */
  void moved(Phase phase, long done, long all);
}
