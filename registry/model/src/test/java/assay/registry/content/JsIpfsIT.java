package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The Kubo RPC adapter against an implementation of the RPC that is not ours. This one differs from
 * Kubo: asked for a block that it lacks, it waits for peers, offline too.
 */
@Tag("release")
@Timeout(900)
final class JsIpfsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Cid ABSENT = Cid.of(Cid.Codec.DAG_PB, new byte[10]);

  private JsIpfs node;
  private KuboBlockStore store;

  @BeforeEach
  void start() {
    node = JsIpfs.start();
    store = new KuboBlockStore(node.address(), PATIENCE);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Nested
  class Blocks extends BlockStoreContract {
    @Override
    protected BlockStore store() {
      return store;
    }

    @Override
    @Test
    void shouldSaySoWhenABlockIsMissing() {
      assertThatThrownBy(() -> store.has(ABSENT)).isInstanceOf(StoreUnavailableException.class);
      assertThatThrownBy(() -> store.get(ABSENT)).isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Nested
  class Content extends ContentStoreContract {
    @Override
    protected BlockStore blocks() {
      return store;
    }

    @Override
    @Test
    void shouldSayWhichBlockIsMissing() {
      assertThatThrownBy(() -> new DagContentStore(store).pin(ABSENT))
          .isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void shouldTellItsVersion() {
    assertThat(store.version()).isNotEmpty();
  }

  @Test
  void shouldKeepAFileOfManyBlocksUnderOurIdentifier() throws IOException {
    byte[] content = new byte[(20 << 20) + 17];
    new Random(1).nextBytes(content);
    DagContentStore there = new DagContentStore(store);

    Cid cid = there.put(new ByteArrayInputStream(content));
    there.pin(cid);

    assertThat(cid).isEqualTo(CidCalculator.of(new ByteArrayInputStream(content)));
    assertThat(there.isPinned(cid)).isTrue();
    assertThat(there.get(cid, content.length).readAllBytes()).isEqualTo(content);
  }

  @Test
  void shouldKeepADirectory() throws IOException {
    DirectoryWriter writer = new DirectoryWriter(store);
    writer.add("a/b", new ByteArrayInputStream(new byte[] {1}));
    writer.add("c", new ByteArrayInputStream(new byte[] {2}));
    Cid root = writer.finish();
    DagContentStore there = new DagContentStore(store);
    there.pin(root);

    assertThat(there.isPinned(root)).isTrue();
    assertThat(store.get(there.find(root, "a/b"))).isEqualTo(new byte[] {1});
  }

  @Test
  void shouldSayThatItDied() {
    Cid cid = store.put(Cid.Codec.RAW, new byte[] {1});
    node.close();

    assertThatThrownBy(() -> store.get(cid)).isInstanceOf(StoreUnavailableException.class);
  }
}
