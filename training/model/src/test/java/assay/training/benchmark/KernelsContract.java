package assay.training.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.training.benchmark.Kernels.Workload;
import assay.training.spec.Architectures;
import assay.training.spec.Shape;
import org.junit.jupiter.api.Test;

/** What the kernels of every engine must do; twin and engines run these same tests. */
public abstract class KernelsContract {

  private static final Bytes32 SEED = Bytes32.sha256(new byte[] {1});

  /** Those of a fresh device. */
  protected abstract Kernels kernels();

  @Test
  void shouldComeToTheSameEndOfAChainAsPlainIntegers() {
    for (int size : new int[] {1, 3, 64}) {
      ProductChain chain = new ProductChain(SEED, size, 9);

      try (Kernels kernels = kernels()) {
        assertThat(kernels.end(chain)).as("%d rows", size).isEqualTo(PlainKernels.integers(chain));
      }
    }
  }

  @Test
  void shouldDoEveryKindOfWork() {
    try (Kernels kernels = kernels()) {
      NonceStream stream = new NonceStream(SEED);
      for (Work work :
          new Work[] {
            new Work.Product(5),
            new Work.Averaging(7),
            new Work.Answer(Architectures.lstmClassifier(Shape.of(3, 2), 4, 2, 1), 2),
            new Work.Step(Architectures.perceptron(4, 3, 2, 1), 6)
          }) {
        try (Workload workload = kernels.ready(work, stream)) {
          workload.run(2);
        }
      }
    }
  }
}
