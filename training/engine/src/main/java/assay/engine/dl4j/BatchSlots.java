package assay.engine.dl4j;

import assay.training.run.TrainingEpoch;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Native arrays that one device's mini-batches are written into, one after another, so that their
 * memory waits for no garbage collection. Not safe for threads.
 */
final class BatchSlots {

  private final Batches batches;
  private final Map<Integer, DataSet> bySize = new HashMap<>();

  BatchSlots(Batches batches) {
    this.batches = batches;
  }

  /** The epoch's samples at these places; good until the next call. */
  DataSet fill(TrainingEpoch epoch, int from, int size) {
    DataSet slot = bySize.get(size);
    if (slot == null) {
      slot = batches.batch(epoch, from, size);
      bySize.put(size, slot);
    } else {
      batches.refill(slot, epoch, from, size);
    }
    return slot;
  }
}
