package assay.web.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.LocalChain;
import assay.registry.database.Database;
import assay.registry.database.TestDatabase;
import assay.registry.index.ChainIndexer;
import assay.registry.mailbox.Mailbox;
import assay.web.metrics.IndexMeter;
import assay.web.metrics.KeptMeters;
import assay.web.metrics.PlatformMetric;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SamplerIT {

  private static LocalChain local;

  private final KeptMeters meters = new KeptMeters();

  @BeforeAll
  static void startTheChain() {
    local = LocalChain.start();
  }

  @AfterAll
  static void stopTheChain() {
    local.close();
  }

  @Test
  void shouldTellHowFarTheIndexIsBehindUntilItHasCaughtUp() {
    try (TestDatabase database = TestDatabase.create()) {
      Sampler sampler = sampler(database.database());
      ChainIndexer indexer = indexer(database.database());
      indexer.step();
      local.anvil().mine(7);

      sampler.run();
      double behind = meters.value(PlatformMetric.INDEX_LAG_BLOCKS);
      while (indexer.step()) {
        sampler.run();
      }
      sampler.run();

      assertThat(behind).isBetween(1.0, 7.0);
      assertThat(meters.value(PlatformMetric.INDEX_LAG_BLOCKS)).isZero();
      assertThat(meters.value(PlatformMetric.INDEX_LAG_SECONDS)).isZero();
      assertThat(meters.value(PlatformMetric.MAILBOX_ENVELOPES)).isZero();
      assertThat(meters.count(PlatformMetric.INDEX_BLOCKS))
          .isEqualTo(local.chain().head().number() - local.deployment().block());
      assertThat(meters.count(PlatformMetric.INDEX_STEP)).isPositive();
    }
  }

  @Test
  void shouldSayNotANumberOfWhatItHasNeverSeenAndCountWhatIsAway() {
    Database closed = new Database(TestDatabase.settings("jdbc:postgresql://127.0.0.1:1/none"));
    closed.close();
    Sampler sampler = sampler(closed);

    sampler.run();

    assertThat(meters.value(PlatformMetric.INDEX_LAG_BLOCKS)).isNaN();
    assertThat(meters.value(PlatformMetric.MAILBOX_ENVELOPES)).isNaN();
    assertThat(meters.value(PlatformMetric.CHAIN_HEAD_AGE_SECONDS)).isNotNaN();
    assertThat(meters.count(PlatformMetric.SAMPLE_FAILURES, "index")).isEqualTo(1);
    assertThat(meters.count(PlatformMetric.SAMPLE_FAILURES, "mailbox")).isEqualTo(1);
    assertThat(meters.count(PlatformMetric.SAMPLE_FAILURES, "chain")).isZero();
  }

  private Sampler sampler(Database database) {
    Clock clock =
        Clock.fixed(local.chain().head().time().plus(Duration.ofHours(1)), ZoneOffset.UTC);
    Sampler sampler =
        new Sampler(
            local.chain(), database, new Mailbox(database, clock, List.of()), clock, meters);
    sampler.register();
    return sampler;
  }

  private ChainIndexer indexer(Database database) {
    return new ChainIndexer(
        database, local.chain(), local.deployment(), List.of(), new IndexMeter(meters));
  }
}
