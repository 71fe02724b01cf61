package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.content.Cid.Codec;
import assay.registry.content.GarbageCollector.Freed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GarbageCollectorTest {

  private static final Duration GRACE = Duration.ofHours(1);
  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

  @TempDir private Path folder;
  private DiskBlockStore store;
  private DagContentStore content;

  @BeforeEach
  void open() {
    store = new DiskBlockStore(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    content = new DagContentStore(store, new DagLayout(1000, 3));
  }

  private Cid put(int seed) throws IOException {
    byte[] bytes = new byte[20_000];
    new Random(seed).nextBytes(bytes);
    return content.put(new ByteArrayInputStream(bytes));
  }

  private Freed collectAt(Instant time, Cid... needed) {
    return new GarbageCollector(store, Clock.fixed(time, ZoneOffset.UTC), GRACE)
        .collect(Set.copyOf(Arrays.asList(needed)));
  }

  private Freed collectLater(Cid... needed) {
    return collectAt(NOW.plus(GRACE).plusSeconds(5), needed);
  }

  @Test
  void shouldKeepWhatIsPinnedOrNeededAndFreeTheRest() throws IOException {
    Cid pinned = put(1);
    Cid needed = put(2);
    Cid loose = put(3);
    content.pin(pinned);

    Freed freed = collectLater(needed);

    content.requireAll(pinned);
    content.requireAll(needed);
    assertThat(store.has(loose)).isFalse();
    assertThat(freed.bytes()).isGreaterThan(20_000);
  }

  @Test
  void shouldLeaveNothingWhenNothingIsNeeded() throws IOException {
    put(1);
    content.pin(put(2));
    store.unpin(put(2));

    collectLater();

    assertThat(store.all()).isEmpty();
    assertThat(folder.resolve("unfinished")).isEmptyDirectory();
  }

  @Test
  void shouldWaitForWhoeverIsStillGoingToPin() throws IOException {
    Cid young = put(1);

    assertThat(collectAt(NOW.plusSeconds(60))).isEqualTo(new Freed(0, 0));
    content.requireAll(young);
  }

  @Test
  void shouldSpareWhatWasPutAgain() throws IOException {
    Cid again = put(1);
    Clock later = Clock.fixed(NOW.plus(GRACE), ZoneOffset.UTC);
    store = new DiskBlockStore(folder, later);
    content = new DagContentStore(store, new DagLayout(1000, 3));
    put(1);

    collectLater();

    content.requireAll(again);
  }

  @Test
  void shouldKeepWhatIsLeftOfContentThatLostABlock() throws IOException {
    Cid pinned = put(1);
    content.pin(pinned);
    Cid leaf = store.all().filter(cid -> cid.codec() == Codec.RAW).findFirst().orElseThrow();
    store.removeUnlessPutSince(leaf, NOW.plusSeconds(5));

    assertThat(collectLater()).isEqualTo(new Freed(0, 0));
  }
}
