package assay.registry.publish;

/** Is told how far a long piece of work has come. Called often, from the thread that works. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress SILENT = (phase, done, all) -> {};

  /** What is being done. */
  enum Phase {
    /** Looking through the plain files. */
    READ,
    /** Sealing them. */
    SEAL,
    /** Naming the sealed bytes, or giving them to a store. */
    STORE,
    /** Waiting until the chain's word is final. */
    CONFIRM
  }

  /**
   * Some of the phase is done.
   *
   * @param done bytes so far
   * @param all about how many bytes there are
   */
  void moved(Phase phase, long done, long all);
}
