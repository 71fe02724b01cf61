package assay.engine.dl4j;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Field;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.deallocation.DeallocatableReference;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.cpu.nativecpu.buffer.BaseCpuDataBuffer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Frees native objects a while after their Java owners were collected, not at once. ND4J 1.0.0-M2.1
 * hands a native call the buffers of arrays that nothing refers to any more; a collection just
 * before the call lets its deallocator free them under the call, and the process dies of a
 * segmentation fault. Calls read their arguments in microseconds; this waits a thousand times that.
 */
final class PatientDeallocator implements Runnable {

  private static final long GRACE_MILLIS = 100;

  private final ReferenceQueue<Deallocatable> collected = new ReferenceQueue<>();
  private final NativeBuffers buffers = new NativeBuffers(collected);
  private final Register others = new Register();

  private PatientDeallocator() {}

  /** Takes the place of the library's own threads, which wait for ever from then on. */
  @SuppressWarnings("unchecked")
  static PatientDeallocator install() {
    try {
      DeallocatorService service = Nd4j.getDeallocatorService();
      PatientDeallocator patient = new PatientDeallocator();
      Field references = field("referenceMap");
      ((Map<String, DeallocatableReference>) references.get(service)).forEach(patient.others::keep);
      references.set(service, patient.others);
      var devices = (List<List<ReferenceQueue<Deallocatable>>>) field("deviceMap").get(service);
      devices.replaceAll(impatient -> new OneQueue(patient.collected));
      Thread thread = new Thread(patient, "patient-deallocator");
      thread.setDaemon(true);
      thread.start();
      return patient;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This is not the ND4J that this program was made for.", e);
    }
  }

  private static Field field(String name) throws ReflectiveOperationException {
    Field field = DeallocatorService.class.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** The names of all but buffers that has yet to be freed. */
  Set<String> held() {
    return Set.copyOf(others.keySet());
  }

  /** Buffers that have yet to be freed. */
  long heldBuffers() {
    return buffers.held();
  }

  /** Leaves this one, no buffer, to its owner to free; false if that was done before. */
  boolean forget(String id) {
    return others.remove(id) != null;
  }

  /** Where the library notes what it has to free; buffers are noted elsewhere. */
  private final class Register extends ConcurrentHashMap<String, DeallocatableReference> {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable DeallocatableReference put(String id, DeallocatableReference reference) {
      if (reference.get() instanceof BaseCpuDataBuffer buffer) {
        reference.clear();
        buffers.hold(buffer);
        return null;
      }
      return super.put(id, reference);
    }

    /** What was noted before goes to the library's own threads. */
    void keep(String id, DeallocatableReference reference) {
      super.put(id, reference);
    }
  }

  /**
   * What the library picks a queue from by a random number below its size, for which it makes a
   * {@code SecureRandom} for every buffer. Below a size of 0 it picks the first without one.
   */
  private static final class OneQueue extends AbstractList<ReferenceQueue<Deallocatable>> {

    private final ReferenceQueue<Deallocatable> queue;

    OneQueue(ReferenceQueue<Deallocatable> queue) {
      this.queue = queue;
    }

    @Override
    public ReferenceQueue<Deallocatable> get(int index) {
      return queue;
    }

    @Override
    public int size() {
      return 0;
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        LongStream.Builder addresses = LongStream.builder();
        List<DeallocatableReference> references = new ArrayList<>();
        Reference<? extends Deallocatable> next = collected.remove();
        while (next != null) {
          if (next instanceof NativeBuffers.Held buffer) {
            addresses.add(buffer.release());
          } else {
            references.add((DeallocatableReference) next);
          }
          next = collected.poll();
        }
        Thread.sleep(GRACE_MILLIS);
        NativeBuffers.free(addresses.build());
        references.forEach(this::free);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void free(DeallocatableReference reference) {
    if (forget(reference.getId())) {
      reference.getDeallocator().deallocate();
    }
  }
}
