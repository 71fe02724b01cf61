package assay.web.gauge;

import assay.chain.BlockRef;
import assay.chain.ChainClient;
import assay.registry.database.Database;
import assay.registry.index.EventLog;
import assay.registry.mailbox.Mailbox;
import assay.web.metrics.Meters;
import assay.web.metrics.PlatformMetric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at chain, index and mailbox whenever it is run, so that reading a figure never waits for
 * any of them. What could not be looked at keeps its last value, and its age tells. A figure of
 * which nothing is known yet is NaN, as Prometheus has it. Thread-safe.
 */
final class Sampler implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

  private final ChainClient chain;
  private final Database database;
  private final Mailbox mailbox;
  private final Clock clock;
  private final Meters meters;

  private volatile @Nullable BlockRef head;
  private volatile @Nullable BlockRef tip;
  private volatile @Nullable Long envelopes;
  private volatile Instant lastWhole;

  /** What is looked at. */
  private enum Part {
    CHAIN,
    INDEX,
    MAILBOX;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Sampler(ChainClient chain, Database database, Mailbox mailbox, Clock clock, Meters meters) {
    this.chain = chain;
    this.database = database;
    this.mailbox = mailbox;
    this.clock = clock;
    this.meters = meters;
    this.lastWhole = clock.instant();
  }

  /** Registers its figures. */
  void register() {
    Arrays.stream(Part.values())
        .forEach(part -> meters.add(PlatformMetric.SAMPLE_FAILURES, 0, part.label()));
    meters.watch(PlatformMetric.CHAIN_HEAD_AGE_SECONDS, () -> of(head, b -> since(b.time())));
    meters.watch(PlatformMetric.INDEX_LAG_BLOCKS, () -> lag(BlockRef::number));
    meters.watch(PlatformMetric.INDEX_LAG_SECONDS, () -> lag(b -> b.time().getEpochSecond()));
    meters.watch(PlatformMetric.MAILBOX_ENVELOPES, () -> of(envelopes, Long::doubleValue));
    meters.watch(PlatformMetric.SAMPLE_AGE_SECONDS, () -> since(lastWhole));
  }

  // The index first: a block that is mined between the two counts as lag, never as the opposite.
  @Override
  public void run() {
    boolean isWhole = look(Part.INDEX, () -> tip = newestRead());
    isWhole &= look(Part.CHAIN, () -> head = chain.head());
    isWhole &= look(Part.MAILBOX, () -> envelopes = mailbox.size());
    if (isWhole) {
      lastWhole = clock.instant();
    }
  }

  private @Nullable BlockRef newestRead() {
    return database.inTransaction(transaction -> new EventLog(transaction).tip().orElse(null));
  }

  private boolean look(Part part, Runnable looking) {
    try {
      looking.run();
      return true;
    } catch (RuntimeException e) {
      LOG.debug("The {} cannot be looked at.", part.label(), e);
      meters.add(PlatformMetric.SAMPLE_FAILURES, 1, part.label());
      return false;
    }
  }

  private double lag(Function<BlockRef, Long> measure) {
    return of(head, newest -> of(tip, read -> behind(measure.apply(newest), measure.apply(read))));
  }

  private static double behind(long newest, long read) {
    return (double) Math.max(0, newest - read);
  }

  private double since(Instant then) {
    return Duration.between(then, clock.instant()).toMillis() / 1000.0;
  }

  private static <T> double of(@Nullable T known, Function<T, Double> measure) {
    return known == null ? Double.NaN : measure.apply(known);
  }
}
