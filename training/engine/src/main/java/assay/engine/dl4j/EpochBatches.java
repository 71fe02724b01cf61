package assay.engine.dl4j;

import assay.training.run.TrainingEpoch;
import java.util.List;
import java.util.NoSuchElementException;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** One epoch's mini-batches in their order, for one pass. */
final class EpochBatches implements DataSetIterator {

  private static final long serialVersionUID = 1L;

  private final transient TrainingEpoch epoch;
  private final transient Maker maker;
  private final int batchSize;
  private int next;

  /** Makes a batch of so many of an epoch's samples from one place on. */
  interface Maker {
    DataSet batch(TrainingEpoch epoch, int from, int size);
  }

  EpochBatches(TrainingEpoch epoch, int batchSize, Maker maker) {
    this.epoch = epoch;
    this.batchSize = batchSize;
    this.maker = maker;
  }

  @Override
  public boolean hasNext() {
    return next < epoch.size();
  }

  @Override
  public DataSet next() {
    if (next >= epoch.size()) {
      throw new NoSuchElementException("The epoch has no more batches.");
    }
    int size = Math.min(batchSize, epoch.size() - next);
    DataSet batch = maker.batch(epoch, next, size);
    next += size;
    return batch;
  }

  @Override
  public DataSet next(int size) {
    throw new UnsupportedOperationException("Batches have one size.");
  }

  @Override
  public int inputColumns() {
    return -1;
  }

  @Override
  public int totalOutcomes() {
    return -1;
  }

  @Override
  public boolean resetSupported() {
    return false;
  }

  /** A prefetching thread takes longer to start, once an epoch, than the batches take to make. */
  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("An epoch passes once.");
  }

  @Override
  public int batch() {
    return batchSize;
  }

  @Override
  public void setPreProcessor(DataSetPreProcessor preProcessor) {
    throw new UnsupportedOperationException("The model itself says how inputs are scaled.");
  }

  @Override
  public DataSetPreProcessor getPreProcessor() {
    throw new UnsupportedOperationException("The model itself says how inputs are scaled.");
  }

  @Override
  public List<String> getLabels() {
    return List.of();
  }
}
