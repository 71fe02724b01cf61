package assay.web.metrics;

import assay.registry.index.IndexWatch;
import java.time.Duration;

/** Counts what the indexer reads, and times its steps. */
public record IndexMeter(Meters meters) implements IndexWatch {

  @Override
  public void stepped(long blocks, int events, Duration took) {
    meters.add(PlatformMetric.INDEX_BLOCKS, blocks);
    meters.add(PlatformMetric.INDEX_EVENTS, events);
    meters.time(PlatformMetric.INDEX_STEP, took);
  }
}
