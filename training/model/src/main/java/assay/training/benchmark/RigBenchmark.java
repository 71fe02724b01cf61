package assay.training.benchmark;

import assay.chain.Bytes32;
import assay.training.benchmark.Kernels.Workload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Measures a rig: all its workers do the same kernel at the same time, kernel after kernel, round
 * after round, so that a busy neighbour or a warming processor meets all of them. The kernels run
 * once to warm up and once to tell how often they go into one measurement. Not safe for threads.
 */
public final class RigBenchmark {

  private static final double NANOS = 1e9;

  private final IntFunction<Kernels> devices;
  private final int workers;
  private final LongSupplier nanoTime;

  /**
   * @param devices opens the kernels of a worker, numbered from 0, in that worker's thread
   * @param workers how many there are, at least 1
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public RigBenchmark(IntFunction<Kernels> devices, int workers, LongSupplier nanoTime) {
    this.devices = devices;
    this.workers = workers;
    this.nanoTime = nanoTime;
  }

  /**
   * How long it takes.
   *
   * @param rounds measurements of each kernel, at least 1
   * @param nanos least time of one
   */
  public record Length(int rounds, long nanos) {

    /** Seven rounds of a quarter of a second. */
    public static final Length USUAL = new Length(7, 250_000_000);

    public Length {
      if (rounds < 1 || nanos < 1) {
        throw new IllegalArgumentException(
            "A benchmark of %d rounds of %d ns measures nothing.".formatted(rounds, nanos));
      }
    }
  }

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Watcher {
    void measured(int done, int all);
  }

  /** Measures, with inputs that come from this seed. */
  public Figures measure(Bytes32 seed, Length length, Watcher watcher) {
    Map<Kernel, List<Long>> speeds = new EnumMap<>(Kernel.class);
    int all = Kernel.values().length * length.rounds();
    try (Crew crew = new Crew(devices, workers)) {
      List<Stand> stands = stands(crew, seed, length);
      for (int done = 0; done < all; done++) {
        watcher.measured(done, all);
        Stand stand = stands.get(done % stands.size());
        speeds.computeIfAbsent(stand.kernel(), k -> new ArrayList<>()).add(stand.speed());
      }
      watcher.measured(all, all);
    }
    return Figures.of(speeds);
  }

  private List<Stand> stands(Crew crew, Bytes32 seed, Length length) {
    NonceStream[] streams = streams(seed);
    List<Stand> stands = new ArrayList<>();
    for (Kernel kernel : Kernel.values()) {
      Work work = kernel.work();
      List<Workload> ready =
          crew.all((kernels, i) -> crew.keep(i, kernels.ready(work, streams[i])));
      Stand once = new Stand(crew, kernel, ready, 1);
      once.nanos();
      stands.add(once.filling(length.nanos()));
    }
    return stands;
  }

  private NonceStream[] streams(Bytes32 seed) {
    NonceStream[] streams = new NonceStream[workers];
    for (int i = 0; i < workers; i++) {
      byte[] own = seed.bytes();
      own[0] ^= (byte) i;
      own[1] ^= (byte) (i >> Byte.SIZE);
      streams[i] = new NonceStream(Bytes32.of(own));
    }
    return streams;
  }

  /** A kernel that all workers have ready, and how often it goes into one measurement. */
  private final class Stand {

    private final Crew crew;
    private final Kernel kernel;
    private final List<Workload> ready;
    private final int times;

    Stand(Crew crew, Kernel kernel, List<Workload> ready, int times) {
      this.crew = crew;
      this.kernel = kernel;
      this.ready = ready;
      this.times = times;
    }

    Kernel kernel() {
      return kernel;
    }

    Stand filling(long nanos) {
      long once = nanos();
      long wanted = (nanos + once - 1) / once;
      return new Stand(crew, kernel, ready, (int) Math.min(Integer.MAX_VALUE, wanted));
    }

    long nanos() {
      long begin = nanoTime.getAsLong();
      crew.all(
          (kernels, i) -> {
            ready.get(i).run(times);
            return i;
          });
      return Math.max(1, nanoTime.getAsLong() - begin);
    }

    /** FLOP/s of all workers together. */
    long speed() {
      double flops = (double) kernel.work().cost().flops() * times * workers;
      return Math.max(1, Math.round(flops * NANOS / nanos()));
    }
  }

  /** Answers a challenge, as many chains at a time as there are workers. */
  public Answer answer(Challenge challenge, Watcher watcher) {
    Bytes32[] digests = new Bytes32[challenge.terms().chains()];
    long begin = nanoTime.getAsLong();
    try (Crew crew = new Crew(devices, workers)) {
      for (int first = 0; first < digests.length; first += workers) {
        int from = first;
        watcher.measured(first, digests.length);
        crew.all((kernels, i) -> work(challenge, kernels, digests, from + i));
      }
    }
    watcher.measured(digests.length, digests.length);
    return new Answer(List.of(digests), Math.max(1, nanoTime.getAsLong() - begin));
  }

  private static int work(Challenge challenge, Kernels kernels, Bytes32[] digests, int chain) {
    if (chain < digests.length) {
      digests[chain] = ProductChain.digest(kernels.end(ProductChain.of(challenge, chain)));
    }
    return chain;
  }
}
