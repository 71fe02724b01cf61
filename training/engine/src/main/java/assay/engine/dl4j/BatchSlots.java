package assay.engine.dl4j;

import assay.training.run.TrainingEpoch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Native arrays that mini-batches are written into in turn, so that their memory waits for no
 * garbage collection: as many of each size as there are devices, for that many are learned from at
 * once. Not safe for threads.
 */
final class BatchSlots {

  private final Batches batches;
  private final int devices;

  /** By size, the one that was filled longest ago first. */
  private final Map<Integer, Deque<DataSet>> slots = new HashMap<>();

  BatchSlots(Batches batches, int devices) {
    this.batches = batches;
    this.devices = devices;
  }

  /** The epoch's samples at these places; good until as many others were asked for as devices. */
  DataSet fill(TrainingEpoch epoch, int from, int size) {
    Deque<DataSet> sameSize = slots.computeIfAbsent(size, any -> new ArrayDeque<>());
    DataSet slot;
    if (sameSize.size() < devices) {
      slot = batches.batch(epoch, from, size);
    } else {
      slot = sameSize.removeFirst();
      batches.refill(slot, epoch, from, size);
    }
    sameSize.addLast(slot);
    return slot;
  }
}
