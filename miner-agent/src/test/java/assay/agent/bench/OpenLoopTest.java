package assay.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.bench.OpenLoop.Times;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class OpenLoopTest {

  @Test
  void shouldCountARequestsTimeFromWhenItWasDue() {
    AtomicLong now = new AtomicLong();
    AtomicInteger requests = new AtomicInteger();

    Times times =
        new OpenLoop(() -> now.getAndAdd(1000)).run(requests::incrementAndGet, 1_000_000_000, 100);

    assertThat(requests).hasValue(100);
    assertThat(times.quantile(1)).isGreaterThan(Duration.ofNanos(100_000));
  }

  @Test
  void shouldSendOnWhileEarlierOnesAreNotAnswered() {
    CountDownLatch all = new CountDownLatch(20);

    new OpenLoop(System::nanoTime).run(() -> meet(all), 1000, 20);

    assertThat(all.getCount()).isZero();
  }

  private static void meet(CountDownLatch all) {
    all.countDown();
    try {
      assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldTellWhatShareDidNotExceedWhatTime() {
    Times times = new Times(IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList());

    assertThat(List.of(times.quantile(0), times.quantile(0.5), times.quantile(0.95)))
        .containsExactly(Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofMillis(95));
  }

  @Test
  void shouldMeasureNothingWhereARequestFails() {
    OpenLoop loop = new OpenLoop(System::nanoTime);

    assertThatThrownBy(
            () ->
                loop.run(
                    () -> {
                      throw new IllegalStateException("refused");
                    },
                    100,
                    3))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("refused");
  }
}
