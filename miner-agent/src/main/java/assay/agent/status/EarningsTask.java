package assay.agent.status;

import assay.agent.Agent;
import assay.agent.loop.AgentTask;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Keeps the earnings fresh for whoever asks, without asking the chain each time. Thread-safe. */
public final class EarningsTask implements AgentTask {

  private static final long PAUSE = Duration.ofSeconds(20).toNanos();

  private final Agent agent;
  private final LongSupplier nanoTime;
  private volatile Optional<Earnings> latest = Optional.empty();
  private long lookedAt;

  public EarningsTask(Agent agent, LongSupplier nanoTime) {
    this.agent = agent;
    this.nanoTime = nanoTime;
  }

  @Override
  public void advance() {
    if (latest.isEmpty() || nanoTime.getAsLong() - lookedAt > PAUSE) {
      lookedAt = nanoTime.getAsLong();
      latest = Optional.of(Earnings.of(agent));
    }
  }

  /** What was found last. */
  public Optional<Earnings> latest() {
    return latest;
  }
}
