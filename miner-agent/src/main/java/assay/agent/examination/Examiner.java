package assay.agent.examination;

/**
 * Counts how many samples a stranger's checkpoint labels rightly. The same checkpoint on the same
 * paper comes to the same, whatever was examined before. Implementations are safe for threads.
 */
public interface Examiner {

  /**
   * Examines one checkpoint.
   *
   * @param archive the opened archive, any bytes
   * @throws assay.agent.confine.ConfinementException if it could not be examined now, which says
   *     nothing about the checkpoint: to be tried again
   */
  Examination examine(byte[] archive, Paper paper);
}
