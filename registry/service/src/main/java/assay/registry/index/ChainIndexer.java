package assay.registry.index;

import assay.chain.BlockRef;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.Deployment;
import assay.chain.LogWalker;
import assay.registry.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

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
  private final ReadAhead reader;
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
    this.reader = new ReadAhead(new ChainReader(chain, deployment));
    this.projections = List.copyOf(projections);
    this.watch = watch;
  }

  /** What a step came to, with the events it stored, oldest first. */
  private record Step(boolean isMade, boolean hasMore, long blocks, List<FinalEvent> events) {

    static final Step NONE = new Step(false, false, 0, List.of());
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
      watch.stepped(
          step.blocks(), step.events().size(), Duration.ofNanos(System.nanoTime() - start));
    }
    return step.hasMore();
  }

  private Step step(Handle transaction) {
    Step followed = follow(new EventLog(transaction));
    Projected projected = project(transaction, followed.events());
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
    Reading reading = reader.after(tip(log));
    boolean isForked = false;
    while (reading.step() instanceof LogWalker.Step.Fork fork) {
      drop(log, fork.orphan());
      isForked = true;
      reading = reader.after(tip(log));
    }
    if (reading.step() instanceof LogWalker.Step.Advance advance) {
      log.add(reading.events());
      log.addTip(advance.tip());
      return new Step(
          true, true, advance.tip().number() - reading.after().number(), reading.events());
    }
    return new Step(isForked, isForked, 0, List.of());
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

  /** Whether blocks were projected, and whether there are more. */
  private record Projected(boolean isMade, boolean hasMore) {

    static final Projected NONE = new Projected(false, false);
  }

  private Projected project(Handle transaction, List<FinalEvent> stored) {
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
    apply(transaction, between(log, projected, until, stored));
    log.setProjected(end.get());
    return new Projected(true, until < finalBlock);
  }

  /** Events after one block up to another; those stored just now are not read back. */
  private static Stream<FinalEvent> between(
      EventLog log, long after, long until, List<FinalEvent> stored) {
    long before =
        stored.isEmpty() ? until : Math.min(until, stored.get(0).event().position().block() - 1);
    List<FinalEvent> earlier =
        before > after ? log.after(after, Long.MAX_VALUE, before) : List.of();
    return Stream.concat(
        earlier.stream(), stored.stream().filter(event -> isBetween(event, after, until)));
  }

  private static boolean isBetween(FinalEvent event, long after, long until) {
    long block = event.event().position().block();
    return after < block && block <= until;
  }

  private void apply(Handle transaction, Stream<FinalEvent> events) {
    Changes changes = new Changes(transaction);
    events.forEach(event -> projections.forEach(projection -> projection.apply(changes, event)));
    changes.flush();
  }

  private boolean isCanonical(BlockRef block) {
    return chain.block(block.number()).filter(block::equals).isPresent();
  }
}
