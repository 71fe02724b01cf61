package assay.training.federated.reference;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Does independent runs side by side. */
final class Runs {

  private Runs() {}

  /** What each run gave; it does not depend on how many are done at once. */
  static <K, V> Map<K, V> all(
      List<K> keys, Function<K, V> run, BiConsumer<Integer, Integer> watch) {
    Map<K, V> results = new ConcurrentHashMap<>();
    AtomicInteger done = new AtomicInteger();
    keys.parallelStream()
        .distinct()
        .forEach(
            key -> {
              results.put(key, run.apply(key));
              synchronized (done) {
                watch.accept(done.incrementAndGet(), keys.size());
              }
            });
    return results;
  }
}
