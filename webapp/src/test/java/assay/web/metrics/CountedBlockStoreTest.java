package assay.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.BlockStore;
import assay.registry.content.Cid;
import assay.registry.content.ContentMissingException;
import assay.registry.content.DagContentStore;
import assay.registry.content.InMemoryBlockStore;
import assay.registry.content.KuboBlockStore;
import assay.registry.content.StoreUnavailableException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CountedBlockStoreTest {

  private static final byte[] BLOCK = {1, 2, 3};

  private final KeptMeters meters = new KeptMeters();
  private final BlockStore healthy = new CountedBlockStore(new InMemoryBlockStore(), meters);
  private final BlockStore dead =
      new CountedBlockStore(
          new KuboBlockStore(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1)), meters);

  @Test
  void shouldCountEveryCallThatFindsTheStoreAway() {
    Cid cid = healthy.put(Cid.Codec.RAW, BLOCK);

    assertThatThrownBy(() -> dead.put(Cid.Codec.RAW, BLOCK))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> dead.get(cid)).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> dead.has(cid)).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> dead.pin(cid)).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> dead.unpin(cid)).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> dead.isPinned(cid)).isInstanceOf(StoreUnavailableException.class);

    assertThat(meters.count(PlatformMetric.STORE_FAILURES, "store-unavailable")).isEqualTo(6);
  }

  @Test
  void shouldNotTakeMissingContentForAFailure() {
    Cid cid = new CountedBlockStore(new InMemoryBlockStore(), meters).put(Cid.Codec.RAW, BLOCK);

    assertThatThrownBy(() -> healthy.get(cid)).isInstanceOf(ContentMissingException.class);

    assertThat(CountedBlockStore.FAILURES)
        .allSatisfy(code -> assertThat(meters.count(PlatformMetric.STORE_FAILURES, code)).isZero());
  }

  @Test
  void shouldNameItselfInWordsToWhoeverMissesContent() {
    Cid missing = new InMemoryBlockStore().put(Cid.Codec.RAW, BLOCK);

    assertThatThrownBy(() -> new DagContentStore(healthy).pin(missing))
        .isInstanceOf(ContentMissingException.class)
        .hasMessageContaining("is not in the platform's content store;");
  }
}
