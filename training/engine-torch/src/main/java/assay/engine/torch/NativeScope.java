package assay.engine.torch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * Stretches of work whose native objects are freed at their end, in their own thread, instead of
 * when Java's collector comes by: without them memory grows with the heap's limit. Stateless.
 */
final class NativeScope {

  private NativeScope() {}

  /** Does the work; of what it made, only what was retained outlives it. */
  static <T> T in(Supplier<T> work) {
    PointerScope scope = new PointerScope();
    try {
      return work.get();
    } finally {
      scope.close();
    }
  }

  /** The same, leaving no trace for autograd. */
  static <T> T ungraded(Supplier<T> work) {
    return in(
        () -> {
          NoGradGuard guard = new NoGradGuard();
          try {
            return work.get();
          } finally {
            guard.close();
          }
        });
  }
}
