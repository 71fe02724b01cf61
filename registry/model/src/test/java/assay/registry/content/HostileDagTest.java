package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.Cid.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Trees a stranger made: correct hashes around wrong promises. */
final class HostileDagTest {

  private final InMemoryBlockStore blocks = new InMemoryBlockStore();
  private final ContentStore store = new DagContentStore(blocks);

  private DagLink leaf(int length) {
    return new DagLink(blocks.put(Codec.RAW, new byte[length]), length, length);
  }

  private Cid node(DagLink... links) {
    return blocks.put(Codec.DAG_PB, new DagNode(List.of(links)).encode());
  }

  private void assertRefused(Cid cid) {
    assertThatThrownBy(
            () -> {
              try (InputStream in = store.get(cid, 1 << 20)) {
                in.readAllBytes();
              }
            })
        .isInstanceOf(ContentMalformedException.class)
        .hasMessageContaining(cid.text());
  }

  @Test
  void shouldRefuseALeafOfAnotherSizeThanPromised() {
    DagLink honest = leaf(10);
    Cid more = node(new DagLink(honest.cid(), 11, 10), leaf(5));
    Cid less = node(new DagLink(honest.cid(), 9, 10), leaf(5));

    assertRefused(more);
    assertRefused(less);
  }

  @Test
  void shouldRefuseANodeOfAnotherSizeThanPromised() {
    Cid inner = node(leaf(10), leaf(11));
    Cid outer = node(new DagLink(inner, 22, 0), leaf(5));

    assertRefused(outer);
  }

  @Test
  void shouldRefuseATreeOfEmptyParts() {
    Cid empty = blocks.put(Codec.RAW, new byte[0]);
    byte[] encoded = new DagNode(List.of(new DagLink(empty, 1, 1))).encode();
    encoded[encoded.length - 1] = 0;
    encoded[encoded.length - 3] = 0;

    assertRefused(blocks.put(Codec.DAG_PB, encoded));
  }

  @Test
  void shouldRefuseATreeThatIsTooDeep() {
    DagLink part = leaf(1);
    for (int depth = 0; depth < 40; depth++) {
      part = new DagLink(node(part), 1, 1);
    }

    assertRefused(part.cid());
  }

  @Test
  void shouldRefuseTotalsThatOverflow() {
    DagLink leaf = leaf(1);
    DagLink huge = new DagLink(leaf.cid(), Long.MAX_VALUE, 1);
    byte[] encoded = new DagNode(List.of(huge)).encode();
    Cid cid = blocks.put(Codec.DAG_PB, encoded);

    assertThatThrownBy(() -> store.get(cid, 1 << 20)).isInstanceOf(ContentTooLargeException.class);
  }

  @Test
  void shouldVisitATreeThatRepeatsItselfOnlyOnceWhenPinning() {
    DagLink part = leaf(1);
    for (int depth = 0; depth < 20; depth++) {
      List<DagLink> copies = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        copies.add(new DagLink(part.cid(), 1, 1));
      }
      part = new DagLink(blocks.put(Codec.DAG_PB, new DagNode(copies).encode()), 1, 1);
    }

    store.pin(part.cid());

    assertThat(store.isPinned(part.cid())).isTrue();
  }

  @Test
  void shouldOnlyEverThrowTheNamedExceptionOnDamagedNodes() throws IOException {
    long seed = 20_260_101;
    System.out.println("HostileDagTest seed " + seed);
    Random random = new Random(seed);
    byte[] sound = new DagNode(List.of(leaf(10), leaf(11), leaf(12))).encode();
    int refused = 0;

    for (int i = 0; i < 5000; i++) {
      byte[] damaged = sound.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      Cid cid = blocks.put(Codec.DAG_PB, damaged);
      try (InputStream in = store.get(cid, 1 << 20)) {
        in.readAllBytes();
      } catch (ContentMalformedException
          | ContentMissingException
          | ContentTooLargeException expected) {
        refused++;
      }
    }

    assertThat(refused).isGreaterThan(3000);
  }
}
