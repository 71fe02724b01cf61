package assay.chain;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Walks the chain's events block range by block range without trusting filters. The caller keeps
 * the tips it has been given; when the chain no longer contains its newest tip the walker says so,
 * and the caller drops that tip's range and asks again from the one before.
 */
public final class LogWalker {

  /** What one step found. */
  public sealed interface Step {

    /** Nothing new: the tip is the newest block. */
    record Idle() implements Step {}

    /** The tip is no longer part of the chain: undo its range. */
    record Fork(BlockRef orphan) implements Step {}

    /**
     * The next range of blocks.
     *
     * @param tip the range's last block
     * @param logs the events after the old tip up to and including the new one, in order
     * @param head the newest block's number, as of before the range was read
     */
    record Advance(BlockRef tip, List<Log> logs, long head) implements Step {

      public Advance {
        logs = List.copyOf(logs);
      }

      /** Whether there were blocks after the range. */
      public boolean hasMore() {
        return tip.number() < head;
      }
    }
  }

  /** Enough that asking costs little beside them, few enough to be kept in memory twice. */
  private static final int LOGS_PER_STEP = 10_000;

  private static final long FIRST_REACH = 16;

  private final ChainClient chain;
  private final List<Address> contracts;
  private final int blocksPerStep;
  private final int logsPerStep;
  private final AtomicLong reach;

  /**
   * @param blocksPerStep the most blocks of a range
   */
  public LogWalker(ChainClient chain, List<Address> contracts, int blocksPerStep) {
    this(chain, contracts, blocksPerStep, LOGS_PER_STEP);
  }

  LogWalker(ChainClient chain, List<Address> contracts, int blocksPerStep, int logsPerStep) {
    this.chain = chain;
    this.contracts = List.copyOf(contracts);
    this.blocksPerStep = blocksPerStep;
    this.logsPerStep = logsPerStep;
    this.reach = new AtomicLong(Math.min(FIRST_REACH, blocksPerStep));
  }

  /** The next range after {@code tip}, as the canonical chain has it now. */
  public Step next(BlockRef tip) {
    BlockRef head = chain.head();
    if (!isCanonical(tip)) {
      return isAwaited(tip, head) ? new Step.Idle() : new Step.Fork(tip);
    }
    return head.number() <= tip.number() ? new Step.Idle() : advance(tip, head.number());
  }

  /**
   * As far as the node tells at once: what is too much for one answer is asked for in halves, and
   * later steps grow again as long as they bring few logs.
   */
  private Step advance(BlockRef tip, long head) {
    while (true) {
      long blocks = Math.min(head - tip.number(), reach.get());
      try {
        return upTo(tip, tip.number() + blocks, head);
      } catch (BrokenAnswerException | NodeRefusedException e) {
        if (blocks <= 1) {
          throw e;
        }
        reach.set(blocks / 2);
      }
    }
  }

  private Step upTo(BlockRef tip, long number, long head) {
    Optional<BlockRef> end = chain.block(number);
    return end.isEmpty() ? new Step.Idle() : upTo(tip, end.get(), head);
  }

  /** A node that lags has no block there yet; when it has one, it is the tip or a fork. */
  private boolean isAwaited(BlockRef tip, BlockRef head) {
    long ahead = tip.number() - head.number();
    return ahead > 0 && ahead <= chain.settings().finality();
  }

  /** Both ends are checked after the logs were read: a hash fixes every block below it. */
  private Step upTo(BlockRef tip, BlockRef end, long head) {
    List<Log> logs = chain.logs(contracts, tip.number() + 1, end.number());
    adapt(end.number() - tip.number(), logs.size());
    if (!isCanonical(tip)) {
      return new Step.Fork(tip);
    }
    return isCanonical(end) ? new Step.Advance(end, logs, head) : new Step.Idle();
  }

  /** To as many blocks as had so many logs now, and to twice as many as before at most. */
  private void adapt(long blocks, int logs) {
    long fitting = Math.max(1, blocks * logsPerStep / Math.max(1, logs));
    reach.updateAndGet(reached -> Math.min(fitting, Math.min(blocksPerStep, 2 * reached)));
  }

  private boolean isCanonical(BlockRef block) {
    return chain.block(block.number()).filter(block::equals).isPresent();
  }
}
