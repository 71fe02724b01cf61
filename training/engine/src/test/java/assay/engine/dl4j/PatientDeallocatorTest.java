package assay.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.Deallocator;
import org.nd4j.linalg.factory.Nd4j;

class PatientDeallocatorTest {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  @Test
  void shouldFreeWhatWasCollectedAndNotAtOnce() {
    Nd4jRuntime.prepareThread();
    AtomicLong freedAt = new AtomicLong();
    WeakReference<Deallocatable> owner = pick(freedAt);

    long collectedAt = awaitCollection(owner);

    awaitTrue(() -> freedAt.get() != 0);
    assertThat(freedAt.get() - collectedAt).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(50));
  }

  private static WeakReference<Deallocatable> pick(AtomicLong freedAt) {
    Deallocatable owner = new Owner(() -> freedAt.set(System.nanoTime()));
    Nd4j.getDeallocatorService().pickObject(owner);
    return new WeakReference<>(owner);
  }

  private static long awaitCollection(WeakReference<Deallocatable> owner) {
    awaitTrue(
        () -> {
          System.gc();
          return owner.get() == null;
        });
    return System.nanoTime();
  }

  private static void awaitTrue(java.util.function.BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** Something native. */
  private record Owner(Deallocator deallocator) implements Deallocatable {

    @Override
    public String getUniqueId() {
      return "owner-of-this-test";
    }

    @Override
    public int targetDevice() {
      return 0;
    }
  }
}
