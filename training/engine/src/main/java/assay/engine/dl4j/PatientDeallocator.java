package assay.engine.dl4j;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Field;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.deallocation.DeallocatableReference;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Frees native buffers a while after their Java owners were collected, not at once. ND4J 1.0.0-M2.1
 * hands a native call the buffers of arrays that nothing refers to any more; a collection just
 * before the call lets its deallocator free them under the call, and the process dies of a
 * segmentation fault. Calls read their arguments in microseconds; this waits a thousand times that.
 */
final class PatientDeallocator implements Runnable {

  private static final long GRACE_MILLIS = 100;

  private final ReferenceQueue<Deallocatable> collected = new ReferenceQueue<>();
  private final Map<String, DeallocatableReference> references;

  private PatientDeallocator(Map<String, DeallocatableReference> references) {
    this.references = references;
  }

  /** Takes the place of the library's own threads, which wait for ever from then on. */
  @SuppressWarnings("unchecked")
  static PatientDeallocator install() {
    try {
      DeallocatorService service = Nd4j.getDeallocatorService();
      PatientDeallocator patient =
          new PatientDeallocator(
              (Map<String, DeallocatableReference>) field(service, "referenceMap"));
      var devices = (List<List<ReferenceQueue<Deallocatable>>>) field(service, "deviceMap");
      devices.replaceAll(impatient -> new OneQueue(patient.collected));
      Thread thread = new Thread(patient, "patient-deallocator");
      thread.setDaemon(true);
      thread.start();
      return patient;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This is not the ND4J that this program was made for.", e);
    }
  }

  /** The names of all that has yet to be freed. */
  Set<String> held() {
    return Set.copyOf(references.keySet());
  }

  /** Leaves this one to its owner to free; false if that was done before. */
  boolean forget(String id) {
    return references.remove(id) != null;
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

  private static Object field(DeallocatorService service, String name)
      throws ReflectiveOperationException {
    Field field = DeallocatorService.class.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(service);
  }

  @Override
  public void run() {
    List<DeallocatableReference> waiting = new ArrayList<>();
    try {
      while (true) {
        waiting.add((DeallocatableReference) collected.remove());
        takeAll(waiting);
        Thread.sleep(GRACE_MILLIS);
        waiting.forEach(this::free);
        waiting.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeAll(List<DeallocatableReference> waiting) {
    Reference<? extends Deallocatable> next = collected.poll();
    while (next != null) {
      waiting.add((DeallocatableReference) next);
      next = collected.poll();
    }
  }

  private void free(DeallocatableReference reference) {
    if (forget(reference.getId())) {
      reference.getDeallocator().deallocate();
    }
  }
}
