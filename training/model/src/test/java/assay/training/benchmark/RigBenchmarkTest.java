package assay.training.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RigBenchmarkTest {

  private static final Bytes32 SEED = Bytes32.sha256(new byte[] {2});

  /** Kernels that take no time, and count. */
  private static final class Counting implements Kernels {

    private final AtomicInteger open;

    Counting(AtomicInteger open) {
      this.open = open;
      open.incrementAndGet();
    }

    @Override
    public Workload ready(Work work, NonceStream stream) {
      open.incrementAndGet();
      return new Workload() {
        @Override
        public void run(int times) {}

        @Override
        public void close() {
          open.decrementAndGet();
        }
      };
    }

    @Override
    public float[] end(ProductChain chain) {
      return new float[0];
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }

  @Test
  void shouldTellTheSpeedOfAllWorkersTogether() {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger seconds = new AtomicInteger();
    // Every look at the clock is a second after the one before: each measurement takes one.
    RigBenchmark benchmark =
        new RigBenchmark(
            i -> new Counting(open), 3, () -> seconds.getAndIncrement() * 1_000_000_000L);
    List<String> told = new ArrayList<>();

    Figures figures =
        benchmark.measure(
            SEED, new RigBenchmark.Length(2, 1), (done, all) -> told.add(done + "/" + all));

    for (Kernel kernel : Kernel.values()) {
      assertThat(figures.of(kernel).median()).isEqualTo(3 * kernel.work().cost().flops());
    }
    assertThat(told).startsWith("0/12").endsWith("12/12");
    assertThat(open).hasValue(0);
  }

  @Test
  void shouldRepeatAShortKernelUntilItFillsItsTime() {
    AtomicInteger millis = new AtomicInteger();
    RigBenchmark benchmark =
        new RigBenchmark(
            i -> new Counting(new AtomicInteger()), 1, () -> millis.getAndIncrement() * 1_000_000L);

    Figures figures =
        benchmark.measure(SEED, new RigBenchmark.Length(1, 10_000_000), (done, all) -> {});

    // Ten times in what the clock calls a millisecond.
    assertThat(figures.of(Kernel.GEMM).median())
        .isEqualTo(10_000 * Kernel.GEMM.work().cost().flops());
  }
}
