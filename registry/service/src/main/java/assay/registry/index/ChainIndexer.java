package assay.registry.index;

import assay.chain.BlockRef;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractEvents;
import assay.chain.Deployment;
import assay.chain.EventPosition;
import assay.chain.LogWalker;
import assay.registry.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Copies the chain into the database, step by step. Events are stored as soon as they are mined and
 * dropped again if a reorganisation undoes their block; the projection repeats only final ones, so
 * it never has to take anything back.
 *
 * <p>Several platform nodes may run it: a step holds a database lock, and a node that does not get
 * it leaves the step to the other.
 */
public final class ChainIndexer {

  private static final int BLOCKS_PER_STEP = 1_000;

  /** Any constant: it names the lock that one indexing node holds. */
  private static final long LOCK = 0xA55A1L;

  private final Database database;
  private final ChainClient chain;
  private final Deployment deployment;
  private final ContractEvents decoder;
  private final LogWalker walker;
  private final List<Projection> projections;
  private final IndexWatch watch;

  public ChainIndexer(
      Database database, ChainClient chain, Deployment deployment, List<Projection> projections) {
    this(database, chain, deployment, projections, IndexWatch.NOBODY);
  }

  public ChainIndexer(
      Database database,
      ChainClient chain,
      Deployment deployment,
      List<Projection> projections,
      IndexWatch watch) {
    this.database = database;
    this.chain = chain;
    this.deployment = deployment;
    this.decoder = new ContractEvents(deployment);
    this.walker = new LogWalker(chain, deployment.all(), BLOCKS_PER_STEP);
    this.projections = List.copyOf(projections);
    this.watch = watch;
  }

  /** What a step came to. */
  private record Step(boolean isMade, boolean hasMore, long blocks, int events) {

    static final Step NONE = new Step(false, false, 0, 0);
  }

  /**
   * Makes one step.
   *
   * @return whether there may be more to do at once
   * @throws DeepReorganisationException if the chain undid a block taken as final
   * @throws ChainMovedException if the chain changed while it was read; the next step starts anew
   */
  public boolean step() {
    long start = System.nanoTime();
    Step step =
        database.inTransaction(transaction -> lock(transaction) ? step(transaction) : Step.NONE);
    if (step.isMade()) {
      watch.stepped(step.blocks(), step.events(), Duration.ofNanos(System.nanoTime() - start));
    }
    return step.hasMore();
  }

  private Step step(Handle transaction) {
    Step followed = follow(new EventLog(transaction));
    Projected projected = project(transaction);
    return new Step(
        followed.isMade() || projected.isMade(),
        followed.hasMore() || projected.hasMore(),
        followed.blocks(),
        followed.events());
  }

  /**
   * Empties the projection; the next steps build it again from the stored events, after dropping
   * those that the chain no longer has. Waits for a step that another node makes.
   */
  public void rebuild() {
    database.inTransaction(
        transaction -> {
          transaction.execute("select pg_advisory_xact_lock(?)", LOCK);
          projections.forEach(projection -> projection.clear(transaction));
          EventLog log = new EventLog(transaction);
          log.first().ifPresent(log::setProjected);
          return null;
        });
  }

  private static boolean lock(Handle transaction) {
    return transaction
        .createQuery("select pg_try_advisory_xact_lock(:lock)")
        .bind("lock", LOCK)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Reads the next range. A range that was undone is dropped and read again in the same
   * transaction: nobody sees the log without what is still in the chain.
   */
  private Step follow(EventLog log) {
    LogWalker.Step step = walker.next(tip(log));
    boolean isForked = false;
    while (step instanceof LogWalker.Step.Fork fork) {
      drop(log, fork.orphan());
      isForked = true;
      step = walker.next(tip(log));
    }
    if (step instanceof LogWalker.Step.Advance advance) {
      return store(log, advance);
    }
    return new Step(isForked, isForked, 0, 0);
  }

  private Step store(EventLog log, LogWalker.Step.Advance advance) {
    List<FinalEvent> found = events(advance.logs());
    long blocks = advance.tip().number() - tip(log).number();
    log.add(found);
    log.addTip(advance.tip());
    return new Step(true, true, blocks, found.size());
  }

  private BlockRef tip(EventLog log) {
    return log.tip().orElseGet(() -> start(log));
  }

  private BlockRef start(EventLog log) {
    BlockRef first =
        chain
            .block(deployment.block())
            .orElseThrow(() -> new DeepReorganisationException(deployment.block(), -1));
    log.addTip(first);
    return first;
  }

  /** Undoes the newest range, unless the reorganisation reaches below what counted as final. */
  private void drop(EventLog log, BlockRef orphan) {
    requireThatFinalBlockStands(log, orphan.number());
    log.dropTip(orphan);
  }

  private void requireThatFinalBlockStands(EventLog log, long tip) {
    Optional<Bytes32> taken = log.projectedHash();
    if (taken.isPresent()
        && chain.block(log.projected()).map(BlockRef::hash).filter(taken.get()::equals).isEmpty()) {
      throw new DeepReorganisationException(tip, log.projected());
    }
  }

  private List<FinalEvent> events(List<Log> logs) {
    Map<Bytes32, Instant> times = new HashMap<>();
    return logs.stream()
        .flatMap(log -> decoder.decode(log).stream())
        .map(
            event ->
                new FinalEvent(
                    event,
                    times.computeIfAbsent(
                        event.position().blockHash(), block -> minedAt(event.position()))))
        .toList();
  }

  private Instant minedAt(EventPosition position) {
    return chain
        .block(position.block())
        .filter(block -> block.hash().equals(position.blockHash()))
        .map(BlockRef::time)
        .orElseThrow(() -> new ChainMovedException(position));
  }

  /** Whether blocks were projected, and whether there are more. */
  private record Projected(boolean isMade, boolean hasMore) {

    static final Projected NONE = new Projected(false, false);
  }

  private Projected project(Handle transaction) {
    EventLog log = new EventLog(transaction);
    Optional<BlockRef> tip = log.tip();
    if (tip.isEmpty()) {
      return Projected.NONE;
    }
    long projected = Math.max(log.projected(), deployment.block());
    long finalBlock = tip.get().number() - chain.settings().finality();
    long until = Math.min(finalBlock, projected + BLOCKS_PER_STEP);
    Optional<BlockRef> end = until > projected ? chain.block(until) : Optional.empty();
    if (end.isEmpty() || !isCanonical(tip.get())) {
      return Projected.NONE;
    }
    requireThatFinalBlockStands(log, tip.get().number());
    for (FinalEvent event : log.after(projected, Long.MAX_VALUE, until)) {
      projections.forEach(projection -> projection.apply(transaction, event));
    }
    log.setProjected(end.get());
    return new Projected(true, until < finalBlock);
  }

  private boolean isCanonical(BlockRef block) {
    return chain.block(block.number()).filter(block::equals).isPresent();
  }
}
