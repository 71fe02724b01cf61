package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.Cid.Codec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FallbackBlockStoreTest extends BlockStoreContract {

  private static final byte[] BLOCK = {1, 2, 3};

  private final InMemoryBlockStore near = new InMemoryBlockStore();
  private final InMemoryBlockStore far = new InMemoryBlockStore();
  private final BlockStore dead =
      new KuboBlockStore(URI.create("http://127.0.0.1:1"), Duration.ofMillis(500));

  @Override
  protected BlockStore store() {
    return of(near, far);
  }

  private static BlockStore of(BlockStore... stores) {
    return new FallbackBlockStore(List.of(stores));
  }

  @Test
  void shouldFetchFromTheNextStoreWhatTheFirstLacks() {
    Cid cid = far.put(Codec.RAW, BLOCK);

    assertThat(store().get(cid)).isEqualTo(BLOCK);
    assertThat(store().has(cid)).isTrue();
  }

  @Test
  void shouldFetchFromTheNextStoreWhatTheFirstLiesAbout() {
    Cid cid = far.put(Codec.RAW, BLOCK);
    near.corrupt(cid, new byte[] {9});

    assertThat(store().get(cid)).isEqualTo(BLOCK);
  }

  @Test
  void shouldWorkWhileAStoreIsDown() throws IOException {
    ContentStore content = new DagContentStore(of(dead, far));

    Cid cid = content.put(new ByteArrayInputStream(BLOCK));
    content.pin(cid);

    assertThat(content.get(cid, 10).readAllBytes()).isEqualTo(BLOCK);
    assertThat(content.isPinned(cid)).isTrue();
  }

  @Test
  void shouldUnpinWhereverItIsPinnedAndSayWhichStoreIsAway() {
    Cid cid = far.put(Codec.RAW, BLOCK);
    far.pin(cid);

    assertThatThrownBy(() -> of(dead, far).unpin(cid))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(far.isPinned(cid)).isFalse();
  }

  @Test
  void shouldSayWhatIsWrongWithThePreferredStore() {
    Cid cid = Cid.of(Codec.RAW, BLOCK);

    assertThatThrownBy(() -> of(dead, far).get(cid))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("127.0.0.1:1");
    assertThatThrownBy(() -> of(dead, far).has(cid)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void shouldKeepAFileWhosePartsLieInSeveralStores() throws IOException {
    byte[] content = new byte[5 << 20];
    content[0] = 1;
    content[(5 << 20) - 1] = 2;
    Cid cid = new DagContentStore(near).put(new ByteArrayInputStream(content));
    for (Cid block : near.all()) {
      if (block.codec() == Codec.RAW) {
        far.put(block.codec(), near.get(block));
        near.remove(block);
      }
    }

    assertThat(new DagContentStore(store()).get(cid, 5 << 20).readAllBytes()).isEqualTo(content);
  }
}
