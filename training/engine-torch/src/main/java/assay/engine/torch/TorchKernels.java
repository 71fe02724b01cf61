package assay.engine.torch;

import assay.training.benchmark.EngineKernels;
import assay.training.benchmark.NonceStream;
import assay.training.benchmark.ProductChain;
import assay.training.benchmark.Work;
import assay.training.run.TrainingEpoch;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingSettings;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The rig benchmark's kernels on LibTorch, one device's. Belongs to the thread that made it. */
public final class TorchKernels extends EngineKernels {

  private final int number;
  private final Device device;

  /**
   * @param number of the device, from 0
   */
  public TorchKernels(int number) {
    TorchRuntime.prepareThread();
    this.number = number;
    this.device = TorchRuntime.device(number);
  }

  @Override
  protected Workload multiplying(Work.Product product, NonceStream stream) {
    return new Product(product.size(), stream);
  }

  @Override
  protected Workload averaging(Work.Averaging averaging, NonceStream stream) {
    return new Averaging(averaging.numbers(), stream);
  }

  @Override
  public float[] end(ProductChain chain) {
    long size = chain.size();
    return NativeScope.ungraded(
        () -> {
          Tensor factor = here(chain.factor(), size, size);
          Tensor state = here(chain.start(), size, size);
          Tensor sums = torch.empty_like(state);
          for (int step = 0; step < chain.steps(); step++) {
            step(factor, state, sums);
          }
          return NativeFloats.floats(state);
        });
  }

  private static void step(Tensor factor, Tensor state, Tensor sums) {
    NativeScope.in(
        () -> {
          torch.mm_out(sums, factor, state);
          sums.mul_(new Scalar(1.0 / ProductChain.DROPPED)).floor_();
          state.copy_(sums).add_(new Scalar(ProductChain.RANGE / 2.0));
          state.mul_(new Scalar(1.0 / ProductChain.RANGE)).floor_();
          state.mul_(new Scalar((double) -ProductChain.RANGE));
          return state.add_(sums);
        });
  }

  private Tensor here(float[] values, long... shape) {
    return NativeFloats.tensor(values, shape).to(device, torch.ScalarType.Float);
  }

  private Tensor kept(float[] values, long... shape) {
    return NativeScope.in(() -> here(values, shape).retainReference());
  }

  /** A tensor whose numbers are all the stream's next. */
  private Tensor filled(int numbers, NonceStream stream) {
    float value = stream.fractions(1)[0];
    return NativeScope.in(
        () ->
            torch
                .full(new long[] {numbers}, new Scalar(value))
                .to(device, torch.ScalarType.Float)
                .retainReference());
  }

  /** A graphics processor works on after the call that asked it to; one number read waits. */
  private static void await(Tensor result) {
    NativeScope.in(() -> result.view(-1).select(0, 0).item_float());
  }

  private final class Product implements Workload {

    private final Tensor left;
    private final Tensor right;
    private final Tensor product;

    Product(int size, NonceStream stream) {
      left = kept(stream.fractions(size * size), size, size);
      right = kept(stream.fractions(size * size), size, size);
      product = kept(new float[size * size], size, size);
    }

    @Override
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        NativeScope.ungraded(() -> torch.mm_out(product, left, right));
      }
      await(product);
    }

    @Override
    public void close() {
      List.of(left, right, product).forEach(Pointer::close);
    }
  }

  private final class Averaging implements Workload {

    private final Tensor mean;
    private final Tensor other;

    Averaging(int numbers, NonceStream stream) {
      mean = filled(numbers, stream);
      other = filled(numbers, stream);
    }

    @Override
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        NativeScope.ungraded(() -> mean.add_(other).mul_(new Scalar(0.5)));
      }
      await(mean);
    }

    @Override
    public void close() {
      List.of(mean, other).forEach(Pointer::close);
    }
  }

  @Override
  protected Workload answering(Work.Answer answer, NonceStream stream) {
    Batches batches = new Batches(answer.samples(stream), answer.spec());
    Replica replica = new Replica(answer.spec(), number);
    replica.load(FreshWeights.of(answer.spec(), new Random(stream.seed())));
    return new OnReplica(replica, () -> replica.answers(batches, 0, answer.batch()));
  }

  @Override
  protected Workload learning(Work.Step step, NonceStream stream) {
    var samples = step.samples(stream);
    TrainingJob job = new TrainingJob(step.spec(), samples, samples, TrainingSettings.of(1, 1));
    Batches batches = new Batches(samples, step.spec());
    TrainingEpoch epoch = TrainingEpoch.of(job, 0);
    Round.Task task = new Round.Task(0, step.batch(), new UpdateRule.Step(1, 1e-3));
    Replica replica = new Replica(step.spec(), number);
    replica.load(FreshWeights.of(step.spec(), new Random(stream.seed())));
    // The loss it returns is a number in Java, so the device has finished.
    return new OnReplica(replica, () -> replica.learn(batches, epoch, task));
  }

  private record OnReplica(Replica replica, Runnable once) implements Workload {

    @Override
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        once.run();
      }
    }

    @Override
    public void close() {
      replica.close();
    }
  }

  @Override
  public void close() {
    device.close();
  }
}
