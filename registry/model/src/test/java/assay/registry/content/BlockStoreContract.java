package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.Cid.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link BlockStore} does. */
public abstract class BlockStoreContract {

  private static final byte[] HELLO = "hello IPFS\n".getBytes(StandardCharsets.UTF_8);
  private static final String HELLO_CID =
      "bafkreicouv3sksjuzxb3rbb6rziy6duakk2aikegsmtqtz5rsuppjorxsa";

  /** A store that holds nothing yet. */
  protected abstract BlockStore store();

  @Test
  void shouldReturnWhatWasPut() {
    BlockStore store = store();

    Cid cid = store.put(Codec.RAW, HELLO);

    assertThat(cid).hasToString(HELLO_CID);
    assertThat(store.get(cid)).isEqualTo(HELLO);
    assertThat(store.has(cid)).isTrue();
  }

  @Test
  void shouldSaySoWhenABlockIsMissing() {
    BlockStore store = store();
    Cid cid = Cid.parse(HELLO_CID);

    assertThat(store.has(cid)).isFalse();
    assertThatThrownBy(() -> store.get(cid))
        .isInstanceOf(ContentMissingException.class)
        .hasMessageContaining(HELLO_CID);
  }

  @Test
  void shouldAcceptTheSameBlockTwice() {
    BlockStore store = store();

    Cid first = store.put(Codec.RAW, HELLO);
    Cid second = store.put(Codec.RAW, HELLO);

    assertThat(second).isEqualTo(first);
    assertThat(store.get(first)).isEqualTo(HELLO);
  }

  @Test
  void shouldKeepEveryBlockOfABatch() {
    BlockStore store = store();
    List<Block> blocks =
        IntStream.range(0, 20).mapToObj(i -> Block.of(Codec.RAW, new byte[] {(byte) i})).toList();

    BlockBatch batch = store.batch();
    blocks.subList(0, 10).forEach(batch::put);
    batch.finish();
    blocks.forEach(batch::put);
    batch.finish();

    assertThat(blocks).allMatch(block -> Arrays.equals(store.get(block.cid()), block.bytes()));
  }

  @Test
  void shouldKeepAnEmptyBlock() {
    BlockStore store = store();

    Cid cid = store.put(Codec.RAW, new byte[0]);

    assertThat(store.get(cid)).isEmpty();
  }

  @Test
  void shouldKeepTheLargestBlockAndRefuseALargerOne() {
    BlockStore store = store();
    byte[] largest = new byte[BlockStore.MAX_BLOCK_BYTES];
    new Random(1).nextBytes(largest);

    Cid cid = store.put(Codec.RAW, largest);

    assertThat(store.get(cid)).isEqualTo(largest);
    assertThatThrownBy(() -> store.put(Codec.RAW, new byte[BlockStore.MAX_BLOCK_BYTES + 1]))
        .isInstanceOf(ContentTooLargeException.class);
  }

  @Test
  void shouldKeepBytesThatLookLikeTheTransport() {
    BlockStore store = store();
    byte[] tricky = "\r\n--assay\r\n\r\r\n--\r\n".getBytes(StandardCharsets.UTF_8);

    Cid cid = store.put(Codec.RAW, tricky);

    assertThat(store.get(cid)).isEqualTo(tricky);
  }

  @Test
  void shouldRememberPins() {
    BlockStore store = store();
    Cid pinned = store.put(Codec.RAW, HELLO);
    Cid other = store.put(Codec.RAW, new byte[] {1});

    store.pin(pinned);
    store.pin(pinned);

    assertThat(store.isPinned(pinned)).isTrue();
    assertThat(store.isPinned(other)).isFalse();
  }

  @Test
  void shouldForgetPinsAndNothingElse() {
    BlockStore store = store();
    Cid freed = store.put(Codec.RAW, HELLO);
    Cid kept = store.put(Codec.RAW, new byte[] {1});
    store.pin(freed);
    store.pin(kept);

    store.unpin(freed);
    store.unpin(freed);

    assertThat(store.isPinned(freed)).isFalse();
    assertThat(store.isPinned(kept)).isTrue();
    assertThat(store.get(freed)).isEqualTo(HELLO);
  }
}
