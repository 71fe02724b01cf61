package assay.agent.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.OfflineHome;
import assay.agent.home.AgentHome;
import assay.agent.home.HomeException;
import assay.chain.Wei;
import assay.training.pool.Need;
import assay.training.pool.Offer;
import assay.training.pool.RigDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfferRuleTest {

  private static final PoolSettings SETTINGS =
      new PoolSettings(Wei.ofEther("0.36"), 1e9, Duration.ofHours(1));
  private static final RigDevice CARD =
      new RigDevice(RigDevice.Kind.GPU, "A card", 0, 8L << 30, "8.6");
  private static final RigDevice SMALL =
      new RigDevice(RigDevice.Kind.CPU, "A processor", 4, 1L << 30, "");

  @TempDir private Path folder;

  private static Need need(long flops, long memory) {
    return new Need(flops, memory, 1_000, 10, 0);
  }

  @Test
  void shouldReckonTimeAndPriceAndNameTheDevicesThatHaveTheMemory() {
    OfferRule rule = new OfferRule(SETTINGS, List.of(CARD, SMALL, CARD));

    Offer.Estimate estimate = rule.estimate(need(10_000_000, 2L << 30)).orElseThrow();

    assertThat(estimate.time()).isEqualTo(Duration.ofSeconds(100));
    assertThat(estimate.price()).isEqualTo(Wei.ofEther("0.01"));
    assertThat(estimate.devices()).isEqualTo("2 x A card");
  }

  @Test
  void shouldOfferAtLeastASecond() {
    OfferRule rule = new OfferRule(SETTINGS, List.of(SMALL));

    assertThat(rule.estimate(need(0, 0)).orElseThrow().time()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldOfferNothingWithoutTheMemoryOrTheYears() {
    OfferRule rule = new OfferRule(SETTINGS, List.of(SMALL));

    assertThat(rule.estimate(need(1, 2L << 30))).isEmpty();
    assertThat(rule.estimate(need(Long.MAX_VALUE, 1))).isEmpty();
    assertThat(new OfferRule(SETTINGS, List.of()).estimate(need(1, 0))).isEmpty();
  }

  @Test
  void shouldCountDevicesThatNoLineHoldsByName() {
    List<RigDevice> many =
        IntStream.range(0, 40)
            .mapToObj(i -> new RigDevice(RigDevice.Kind.CPU, "A processor " + i, 4, 1L << 30, ""))
            .toList();

    Offer.Estimate estimate = new OfferRule(SETTINGS, many).estimate(need(1, 1)).orElseThrow();

    assertThat(estimate.devices()).isEqualTo("40 devices");
  }

  @Test
  void shouldWriteSettingsThatItReadsAgain() throws IOException {
    AgentHome home = OfflineHome.in(folder);

    PoolSettings first = PoolSettings.load(home);

    assertThat(first)
        .isEqualTo(new PoolSettings(Wei.ofEther("0.01"), 10e9, Duration.ofMinutes(60)));
    assertThat(PoolSettings.load(home)).isEqualTo(first);
    Path file = home.folder().resolve("pool.properties");
    assertThat(Files.readString(file)).contains("# What an hour of the pool's work costs");
    Files.writeString(file, "gigaflop=1\n");
    assertThatThrownBy(() -> PoolSettings.load(home))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("gigaflops");
  }
}
