package assay.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.Deallocator;
import org.nd4j.linalg.factory.Nd4j;

class PatientDeallocatorTest {

  private static final int GARBAGE = 100;
  private static final int MOST_AT_ONCE = 20;
  private static final long KILOBYTES_EACH = 8 << 10;
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

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldFreeBuffersOfThreadsThatEnded() throws Exception {
    Nd4jRuntime.prepareThread();
    PatientDeallocator deallocator = ((SparingExecutioner) Nd4j.getExecutioner()).deallocator();
    long before = deallocator.heldBuffers();
    long memory = residentKilobytes();

    Thread maker = new Thread(() -> makeGarbage(deallocator, before));
    maker.start();
    maker.join();

    awaitCollection(deallocator, before);
    assertThat(residentKilobytes() - memory).isLessThan(GARBAGE * KILOBYTES_EACH / 2);
  }

  private static void makeGarbage(PatientDeallocator deallocator, long before) {
    Nd4jRuntime.prepareThread();
    for (int i = 0; i < GARBAGE; i++) {
      Nd4j.createUninitialized(DataType.FLOAT, KILOBYTES_EACH * 256L).addi(1);
      if (i % MOST_AT_ONCE == 0) {
        awaitCollection(deallocator, before);
      }
    }
  }

  /** Until no more buffers are held than before, give or take those of other tests' threads. */
  private static void awaitCollection(PatientDeallocator deallocator, long before) {
    awaitTrue(
        () -> {
          System.gc();
          return deallocator.heldBuffers() <= before + MOST_AT_ONCE / 2;
        });
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
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
