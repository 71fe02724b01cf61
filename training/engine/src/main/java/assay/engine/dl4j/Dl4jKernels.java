package assay.engine.dl4j;

import assay.training.benchmark.EngineKernels;
import assay.training.benchmark.NonceStream;
import assay.training.benchmark.ProductChain;
import assay.training.benchmark.Work;
import assay.training.data.LabelledData;
import assay.training.run.TrainingSettings;
import assay.training.spec.ModelSpec;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The rig benchmark's kernels on Deeplearning4j and ND4J, one device's. Belongs to the thread that
 * made it.
 */
public final class Dl4jKernels extends EngineKernels {

  public Dl4jKernels() {
    Nd4jRuntime.prepareThread();
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
    try (INDArray factor = square(chain.factor(), chain.size());
        INDArray state = square(chain.start(), chain.size());
        INDArray sums = Nd4j.create(state.shape(), 'f')) {
      for (int step = 0; step < chain.steps(); step++) {
        factor.mmuli(state, sums);
        Transforms.floor(sums.muli(1.0 / ProductChain.DROPPED), false);
        state.assign(sums).addi(ProductChain.RANGE / 2.0).muli(1.0 / ProductChain.RANGE);
        Transforms.floor(state, false).muli(-ProductChain.RANGE).addi(sums);
      }
      return state.dup('c').data().asFloat();
    }
  }

  /** Column after column, as the product wants them. */
  private static INDArray square(float[] rows, int size) {
    return Nd4j.create(rows, new long[] {size, size}, 'c').dup('f');
  }

  private static final class Product implements Workload {

    private final INDArray left;
    private final INDArray right;
    private final INDArray product;

    Product(int size, NonceStream stream) {
      left = square(stream.fractions(size * size), size);
      right = square(stream.fractions(size * size), size);
      product = Nd4j.create(left.shape(), 'f');
    }

    @Override
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        left.mmuli(right, product);
      }
    }

    @Override
    public void close() {
      left.close();
      right.close();
      product.close();
    }
  }

  private static final class Averaging implements Workload {

    private final INDArray mean;
    private final INDArray other;

    Averaging(int numbers, NonceStream stream) {
      mean = Nd4j.valueArrayOf(new long[] {numbers}, stream.fractions(1)[0]);
      other = Nd4j.valueArrayOf(new long[] {numbers}, stream.fractions(1)[0]);
    }

    @Override
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        mean.addi(other).muli(0.5);
      }
    }

    @Override
    public void close() {
      mean.close();
      other.close();
    }
  }

  @Override
  protected Workload answering(Work.Answer answer, NonceStream stream) {
    Batches batches = new Batches(answer.samples(stream), answer.spec());
    INDArray features = batches.features(batches.inOrder(), 0, answer.batch());
    ComputationGraph network = network(answer.spec(), stream);
    return new OnNetwork(network, () -> network.outputSingle(features));
  }

  @Override
  protected Workload learning(Work.Step step, NonceStream stream) {
    LabelledData samples = step.samples(stream);
    Batches batches = new Batches(samples, step.spec());
    ComputationGraph network = network(step.spec(), stream);
    int[] order = batches.inOrder();
    return new OnNetwork(network, () -> network.fit(batches.batch(order, 0, step.batch())));
  }

  private static ComputationGraph network(ModelSpec spec, NonceStream stream) {
    return GraphBuilder.build(spec, TrainingSettings.of(1, stream.seed()));
  }

  private record OnNetwork(ComputationGraph network, Runnable once) implements Workload {

    @Override
    public void run(int times) {
      for (int i = 0; i < times; i++) {
        once.run();
      }
    }

    @Override
    public void close() {
      network.close();
    }
  }

  @Override
  public void close() {
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }
}
