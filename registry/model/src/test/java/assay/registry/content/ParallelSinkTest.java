package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.Cid.Codec;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ParallelSinkTest {

  private static final int MANY = 100;

  private final InMemoryBlockStore kept = new InMemoryBlockStore();

  private static byte[] block(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static void putAll(BlockStore store, int blocks) {
    try (ParallelSink sink = new ParallelSink(store)) {
      for (int i = 0; i < blocks; i++) {
        assertThat(sink.put(Codec.RAW, block(i))).isEqualTo(Cid.of(Codec.RAW, block(i)));
      }
      sink.finish();
    }
  }

  @Test
  void shouldHaveStoredEveryBlockWhenItIsFinished() {
    putAll(kept, MANY);

    assertThat(kept.size()).isEqualTo(MANY);
  }

  @Test
  void shouldPutAsManyAtOnceAsItSays() {
    CyclicBarrier meeting = new CyclicBarrier(ParallelSink.AT_ONCE);
    AtomicInteger puts = new AtomicInteger();

    putAll(new Watched(() -> meet(puts, meeting)), ParallelSink.AT_ONCE + 1);

    assertThat(kept.size()).isEqualTo(ParallelSink.AT_ONCE + 1);
  }

  /** The first is put alone; all others wait for each other. */
  private static void meet(AtomicInteger puts, CyclicBarrier meeting) {
    if (puts.getAndIncrement() > 0) {
      try {
        meeting.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("The others did not come.", e);
      }
    }
  }

  @Test
  void shouldHoldNoMoreThanItSays() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    putAll(
        new Watched(
            () -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              now.decrementAndGet();
            }),
        MANY);

    assertThat(most.get()).isLessThanOrEqualTo(ParallelSink.AT_ONCE);
  }

  @Test
  void shouldThrowWhatTheStoreRefusedLater() {
    AtomicInteger puts = new AtomicInteger();
    BlockStore full =
        new Watched(
            () -> {
              if (puts.incrementAndGet() > MANY / 2) {
                throw new StoreUnavailableException("The disk is full; free some of it.");
              }
            });
    DagContentStore store = new DagContentStore(full, new DagLayout(Integer.BYTES, 3));
    byte[] content = ByteBuffer.allocate(MANY * Integer.BYTES).array();

    assertThatThrownBy(() -> putAll(full, MANY)).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.put(new ByteArrayInputStream(content)))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("The disk is full; free some of it.");
  }

  /** Keeps blocks after something else has happened. */
  private final class Watched implements BlockStore {

    private final Runnable before;

    Watched(Runnable before) {
      this.before = before;
    }

    @Override
    public Cid put(Codec codec, byte[] block) {
      before.run();
      return kept.put(codec, block);
    }

    @Override
    public byte[] get(Cid cid) {
      return kept.get(cid);
    }

    @Override
    public boolean has(Cid cid) {
      return kept.has(cid);
    }

    @Override
    public void pin(Cid root) {
      kept.pin(root);
    }

    @Override
    public void unpin(Cid root) {
      kept.unpin(root);
    }

    @Override
    public boolean isPinned(Cid root) {
      return kept.isPinned(root);
    }
  }
}
