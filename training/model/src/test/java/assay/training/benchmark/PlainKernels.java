package assay.training.benchmark;

/**
 * Kernels in plain Java, without an engine: chains of products in whole numbers, and for all other
 * work so many additions as it has FLOPs.
 */
public class PlainKernels implements Kernels {

  private double sum;

  @Override
  public Workload ready(Work work, NonceStream stream) {
    long flops = work.cost().flops();
    float number = stream.fractions(1)[0];
    return new Workload() {
      @Override
      public void run(int times) {
        for (long i = 0; i < times * flops; i++) {
          sum += number;
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public float[] end(ProductChain chain) {
    return integers(chain);
  }

  /** The chain in 64-bit integers. */
  static float[] integers(ProductChain chain) {
    long[] factor = whole(chain.factor());
    long[] state = whole(chain.start());
    for (int step = 0; step < chain.steps(); step++) {
      state = product(factor, state, chain.size());
      for (int i = 0; i < state.length; i++) {
        long high = Math.floorDiv(state[i], ProductChain.DROPPED);
        state[i] = Math.floorMod(high + 256, ProductChain.RANGE) - 256L;
      }
    }
    float[] end = new float[state.length];
    for (int i = 0; i < end.length; i++) {
      end[i] = state[i];
    }
    return end;
  }

  private static long[] whole(float[] numbers) {
    long[] whole = new long[numbers.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (long) numbers[i];
    }
    return whole;
  }

  private static long[] product(long[] left, long[] right, int size) {
    long[] product = new long[size * size];
    for (int row = 0; row < size; row++) {
      for (int k = 0; k < size; k++) {
        for (int column = 0; column < size; column++) {
          product[row * size + column] += left[row * size + k] * right[k * size + column];
        }
      }
    }
    return product;
  }

  @Override
  public void close() {}
}
