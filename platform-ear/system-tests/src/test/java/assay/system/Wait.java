package assay.system;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for conditions, each with a bound. */
final class Wait {

  private static final long POLL_MILLIS = 200;

  private Wait() {}

  /** Asks again and again until there is an answer; an exception is no answer, but is shown. */
  static <T> T forSome(String what, Duration bound, Callable<Optional<T>> question)
      throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    Exception last = null;
    while (System.nanoTime() < deadline) {
      try {
        Optional<T> answer = question.call();
        if (answer.isPresent()) {
          return answer.get();
        }
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        last = e;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new AssertionError(
        "Waited %d s in vain for %s.".formatted(bound.toSeconds(), what), last);
  }

  static void until(String what, Duration bound, Callable<Boolean> condition)
      throws InterruptedException {
    forSome(what, bound, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }
}
