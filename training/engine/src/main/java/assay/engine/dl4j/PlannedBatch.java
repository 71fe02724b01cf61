package assay.engine.dl4j;

import assay.training.run.TrainingEpoch;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Which samples a batch is to hold. A ParallelWrapper hands it on without a look inside; the device
 * makes the batch in its own thread, so that one thread need not make the batches of all.
 */
final class PlannedBatch extends DataSet {

  private static final long serialVersionUID = 1L;

  private final transient TrainingEpoch epoch;
  private final int from;
  private final int size;

  PlannedBatch(TrainingEpoch epoch, int from, int size) {
    this.epoch = epoch;
    this.from = from;
    this.size = size;
  }

  DataSet made(BatchSlots slots) {
    return slots.fill(epoch, from, size);
  }
}
