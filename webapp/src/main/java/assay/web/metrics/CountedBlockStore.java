package assay.web.metrics;

import assay.registry.RegistryException;
import assay.registry.content.BlockBatch;
import assay.registry.content.BlockStore;
import assay.registry.content.Cid;
import java.util.List;
import java.util.function.Supplier;

/** A store whose own failures are counted; content that is not there or too large is none. */
public final class CountedBlockStore implements BlockStore {

  /** Codes of what a store does wrong. */
  public static final List<String> FAILURES =
      List.of("content-corrupt", "store-refused", "store-unavailable");

  private final BlockStore store;
  private final Meters meters;

  public CountedBlockStore(BlockStore store, Meters meters) {
    this.store = store;
    this.meters = meters;
  }

  @Override
  public Cid put(Cid.Codec codec, byte[] block) {
    return counted(() -> store.put(codec, block));
  }

  @Override
  public BlockBatch batch() {
    return store.batch();
  }

  @Override
  public byte[] get(Cid cid) {
    return counted(() -> store.get(cid));
  }

  @Override
  public boolean has(Cid cid) {
    return counted(() -> store.has(cid));
  }

  @Override
  public void pin(Cid root) {
    counted(
        () -> {
          store.pin(root);
          return root;
        });
  }

  @Override
  public void unpin(Cid root) {
    counted(
        () -> {
          store.unpin(root);
          return root;
        });
  }

  @Override
  public boolean isPinned(Cid root) {
    return counted(() -> store.isPinned(root));
  }

  /** As problems name it: where it is concerns nobody but the operator. */
  @Override
  public String toString() {
    return "the platform's content store";
  }

  private <T> T counted(Supplier<T> call) {
    try {
      return call.get();
    } catch (RegistryException e) {
      if (FAILURES.contains(e.code())) {
        meters.add(PlatformMetric.STORE_FAILURES, 1, e.code());
      }
      throw e;
    }
  }
}
