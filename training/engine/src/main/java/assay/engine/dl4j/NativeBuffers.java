package assay.engine.dl4j;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.cpu.nativecpu.buffer.BaseCpuDataBuffer;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueDataBuffer;

/**
 * The native buffers that have yet to be freed. A small net makes some forty a step, and every
 * collection of garbage carries along what is kept of them: here an address each, a third of what
 * ND4J keeps. Safe for threads, which seldom wait for each other.
 */
final class NativeBuffers {

  private static final int SHELVES = 16;

  private final ReferenceQueue<? super Deallocatable> collected;
  private final List<Shelf> shelves = Stream.generate(Shelf::new).limit(SHELVES).toList();

  /**
   * @param collected where a {@link Held} goes when the buffer's Java owner was collected
   */
  NativeBuffers(ReferenceQueue<? super Deallocatable> collected) {
    this.collected = collected;
  }

  void hold(BaseCpuDataBuffer owner) {
    Shelf shelf = shelves.get((int) (Thread.currentThread().getId() % SHELVES));
    shelf.add(new Held(owner, collected, shelf));
  }

  /** How many there are. */
  long held() {
    return shelves.stream().mapToLong(Shelf::size).sum();
  }

  /** Frees each, which no one may use any more. */
  static void free(LongStream addresses) {
    NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
    Movable buffer = new Movable();
    addresses.forEach(address -> operations.deleteDataBuffer(buffer.to(address)));
  }

  /** A buffer whose Java owner is watched. */
  static final class Held extends WeakReference<Deallocatable> {

    private final long address;
    private final Shelf shelf;
    private @Nullable Held previous;
    private @Nullable Held next;

    private Held(
        BaseCpuDataBuffer owner, ReferenceQueue<? super Deallocatable> collected, Shelf shelf) {
      super(owner, collected);
      this.address = owner.getOpaqueDataBuffer().address();
      this.shelf = shelf;
    }

    /** The address, for whoever frees it: it is held no longer. */
    long release() {
      shelf.remove(this);
      return address;
    }
  }

  /** A list through its own elements, so that one is taken out without a search. */
  private static final class Shelf {

    private @Nullable Held first;
    private long size;

    synchronized void add(Held held) {
      held.next = first;
      if (first != null) {
        first.previous = held;
      }
      first = held;
      size++;
    }

    synchronized void remove(Held held) {
      if (held.previous == null) {
        first = held.next;
      } else {
        held.previous.next = held.next;
      }
      if (held.next != null) {
        held.next.previous = held.previous;
      }
      size--;
    }

    synchronized long size() {
      return size;
    }
  }

  /** One Java object for all addresses, one after the other. */
  private static final class Movable extends OpaqueDataBuffer {

    Movable() {
      super(new Pointer());
    }

    Movable to(long address) {
      this.address = address;
      return this;
    }
  }
}
