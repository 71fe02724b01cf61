package assay.agent.loop;

import assay.agent.home.KeyInUseException;
import assay.chain.TransactionSender;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Ends an agent when the chain counts a transaction of its account that it did not send: somebody
 * else has its key. It is noticed only once the other has sent; what was sent before this agent was
 * started is not held against anybody. Not thread-safe.
 */
public final class KeyWatch implements AgentTask {

  private static final long PAUSE = Duration.ofSeconds(15).toNanos();

  private final TransactionSender sender;
  private final LongSupplier nanoTime;
  private OptionalLong countedAtStart = OptionalLong.empty();
  private long lookedAt;

  /**
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public KeyWatch(TransactionSender sender, LongSupplier nanoTime) {
    this.sender = sender;
    this.nanoTime = nanoTime;
  }

  @Override
  public void advance() {
    if (countedAtStart.isPresent() && nanoTime.getAsLong() - lookedAt < PAUSE) {
      return;
    }
    lookedAt = nanoTime.getAsLong();
    long counted = sender.counted();
    if (countedAtStart.isEmpty()) {
      countedAtStart = OptionalLong.of(counted);
    }
    if (counted > Math.max(countedAtStart.getAsLong(), sender.firstUnused())) {
      throw new KeyInUseException(
          sender.address(),
          "the chain counts %d of its transactions, %d more than this agent knows of"
              .formatted(
                  counted, counted - Math.max(countedAtStart.getAsLong(), sender.firstUnused())));
    }
  }
}
