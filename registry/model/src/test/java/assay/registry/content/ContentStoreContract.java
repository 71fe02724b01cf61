package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.Cid.Codec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link ContentStore} does, whatever keeps its blocks. */
public abstract class ContentStoreContract {

  private static final DagLayout TINY = new DagLayout(1000, 3);

  /** A block store that holds nothing yet. */
  protected abstract BlockStore blocks();

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] read(ContentStore store, Cid cid, long maxBytes) throws IOException {
    try (InputStream in = store.get(cid, maxBytes)) {
      return in.readAllBytes();
    }
  }

  @Test
  void shouldReturnWhatWasPut() throws IOException {
    ContentStore store = new DagContentStore(blocks(), TINY);

    for (int length : new int[] {0, 1, 1000, 1001, 9000, 9001, 31_000}) {
      Cid cid = store.put(new ByteArrayInputStream(bytes(length)));

      assertThat(read(store, cid, length)).isEqualTo(bytes(length));
    }
  }

  @Test
  void shouldReadTreesOfAnotherLayout() throws IOException {
    BlockStore blocks = blocks();
    Cid cid = new DagContentStore(blocks, TINY).put(new ByteArrayInputStream(bytes(20_000)));

    byte[] read = read(new DagContentStore(blocks), cid, 20_000);

    assertThat(read).isEqualTo(bytes(20_000));
  }

  @Test
  void shouldRefuseContentAboveTheCallersCap() throws IOException {
    ContentStore store = new DagContentStore(blocks(), TINY);
    Cid small = store.put(new ByteArrayInputStream(bytes(100)));
    Cid large = store.put(new ByteArrayInputStream(bytes(5000)));

    assertThatThrownBy(() -> store.get(small, 99)).isInstanceOf(ContentTooLargeException.class);
    assertThatThrownBy(() -> store.get(large, 4999))
        .isInstanceOf(ContentTooLargeException.class)
        .hasMessageContaining("5000");
  }

  @Test
  void shouldSayWhichBlockIsMissing() {
    ContentStore store = new DagContentStore(blocks(), TINY);
    Cid absent = Cid.of(Codec.DAG_PB, bytes(10));

    assertThatThrownBy(() -> store.get(absent, 10)).isInstanceOf(ContentMissingException.class);
    assertThatThrownBy(() -> store.pin(absent)).isInstanceOf(ContentMissingException.class);
  }

  @Test
  void shouldPinWholeContentOnly() throws IOException {
    BlockStore whole = blocks();
    ContentStore store = new DagContentStore(whole, TINY);
    Cid cid = store.put(new ByteArrayInputStream(bytes(5000)));
    BlockStore part = new InMemoryBlockStore();
    part.put(Codec.DAG_PB, whole.get(cid));

    store.pin(cid);

    assertThat(store.isPinned(cid)).isTrue();
    assertThatThrownBy(() -> new DagContentStore(part).pin(cid))
        .isInstanceOf(ContentMissingException.class);
    assertThat(part.isPinned(cid)).isFalse();
  }

  @Test
  void shouldRefuseANodeThatIsNotAFile() {
    BlockStore blocks = blocks();
    Cid notAFile = blocks.put(Codec.DAG_PB, bytes(50));

    assertThatThrownBy(() -> new DagContentStore(blocks).get(notAFile, 100))
        .isInstanceOf(ContentMalformedException.class)
        .hasMessageContaining(notAFile.text());
  }
}
