package assay.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Time that passes only by pausing, and at once. Remembers the pauses; a test may act in them. */
final class TestTime implements WaitingTime {

  private final List<Duration> pauses = new ArrayList<>();
  private final Consumer<Integer> duringPause;
  private Duration elapsed = Duration.ZERO;

  TestTime() {
    this(count -> {});
  }

  /**
   * @param duringPause is told how many pauses there were, this one included
   */
  TestTime(Consumer<Integer> duringPause) {
    this.duringPause = duringPause;
  }

  @Override
  public synchronized Duration elapsed() {
    return elapsed;
  }

  @Override
  public synchronized void pause(Duration length, String waitedFor) {
    pauses.add(length);
    elapsed = elapsed.plus(length);
    duringPause.accept(pauses.size());
  }

  synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }
}
