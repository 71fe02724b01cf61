package assay.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for what another process does, no longer than a minute. */
public final class Waiting {

  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Waiting() {}

  /** Looks for something that is not there yet. */
  @FunctionalInterface
  public interface Look<T> {
    @Nullable T look() throws IOException;
  }

  /** The first that is seen. */
  public static <T> T until(String what, Look<T> look) throws IOException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      T seen = look.look();
      if (seen != null) {
        return seen;
      }
      assertThat(System.nanoTime()).as("waited a minute for " + what).isLessThan(end);
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
