package assay.training.benchmark;

import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.spec.ModelEstimate;
import assay.training.spec.ModelSpec;
import java.util.stream.IntStream;

/** What a kernel does, of which every engine has its own way. Numbers are 32-bit floats. */
public sealed interface Work {

  /** What doing it once takes. */
  KernelCost cost();

  /**
   * Multiplies two square matrices.
   *
   * @param size rows, at least 1
   */
  record Product(int size) implements Work {

    public Product {
      requirePositive(size);
    }

    @Override
    public KernelCost cost() {
      long square = (long) size * size;
      return new KernelCost(2 * square * size, 3 * Float.BYTES * square);
    }
  }

  /**
   * Averages the weights of two replicas as data-parallel training does: adds one to the other,
   * then halves the sum where it lies.
   *
   * @param numbers of each replica, at least 1
   */
  record Averaging(int numbers) implements Work {

    public Averaging {
      requirePositive(numbers);
    }

    @Override
    public KernelCost cost() {
      return new KernelCost(2L * numbers, 5L * Float.BYTES * numbers);
    }
  }

  /** Work of a model on one batch. */
  sealed interface OnModel extends Work {

    ModelSpec spec();

    /** Samples, at least 1. */
    int batch();

    /** The batch: numbers of the stream, labels in turn. */
    default LabelledData samples(NonceStream stream) {
      int width = (int) spec().input().elements();
      int classes = spec().classes();
      return LabelledData.of(
          new DataFormat(width, 0, 1, classes),
          IntStream.range(0, batch())
              .mapToObj(i -> new Sample(stream.fractions(width), i % classes))
              .toList());
    }
  }

  /**
   * Answers a batch.
   *
   * @param spec of the model
   * @param batch samples, at least 1
   */
  record Answer(ModelSpec spec, int batch) implements OnModel {

    public Answer {
      requirePositive(batch);
    }

    @Override
    public KernelCost cost() {
      return KernelCost.answering(ModelEstimate.of(spec, batch));
    }
  }

  /**
   * One step of training, the assembling of the batch included.
   *
   * @param spec of the model
   * @param batch samples, at least 1
   */
  record Step(ModelSpec spec, int batch) implements OnModel {

    public Step {
      requirePositive(batch);
    }

    @Override
    public KernelCost cost() {
      return KernelCost.learning(ModelEstimate.of(spec, batch));
    }
  }

  private static void requirePositive(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("A kernel of size " + count + " does nothing.");
    }
  }
}
