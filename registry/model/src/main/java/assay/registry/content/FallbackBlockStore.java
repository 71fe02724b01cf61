package assay.registry.content;

import assay.registry.RegistryException;
import assay.registry.content.Cid.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Several stores as one: each call goes to the first store that can answer it. Since every block is
 * checked, it does not matter which one that is. What is put is put into one store only; copies are
 * the stores' own business.
 */
public final class FallbackBlockStore implements BlockStore {

  private final List<BlockStore> stores;

  /**
   * @param stores at least one, the preferred first
   */
  public FallbackBlockStore(List<BlockStore> stores) {
    if (stores.isEmpty()) {
      throw new IllegalArgumentException("There is no store to fall back to; name at least one.");
    }
    this.stores = List.copyOf(stores);
  }

  @Override
  public Cid put(Codec codec, byte[] block) {
    Blocks.identify(codec, block);
    return first(store -> store.put(codec, block));
  }

  @Override
  public byte[] get(Cid cid) {
    return first(store -> store.get(cid));
  }

  @Override
  public boolean has(Cid cid) {
    return any(store -> store.has(cid));
  }

  @Override
  public void pin(Cid root) {
    first(
        store -> {
          store.pin(root);
          return root;
        });
  }

  /** Whichever of them pinned it: all are asked, and then what failed is thrown. */
  @Override
  public void unpin(Cid root) {
    any(
        store -> {
          store.unpin(root);
          return false;
        });
  }

  @Override
  public boolean isPinned(Cid root) {
    return any(store -> store.isPinned(root));
  }

  /** A store that cannot tell is no reason to say no while another may say yes. */
  private boolean any(Predicate<BlockStore> question) {
    List<RegistryException> failures = new ArrayList<>();
    for (BlockStore store : stores) {
      try {
        if (question.test(store)) {
          return true;
        }
      } catch (RegistryException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return false;
  }

  /** The first answer; if there is none, why the preferred store has none. */
  private <T> T first(Function<BlockStore, T> call) {
    List<RegistryException> failures = new ArrayList<>();
    for (BlockStore store : stores) {
      try {
        return call.apply(store);
      } catch (RegistryException e) {
        failures.add(e);
      }
    }
    RegistryException first = failures.get(0);
    failures.stream().skip(1).forEach(first::addSuppressed);
    throw first;
  }

  @Override
  public String toString() {
    return stores.get(0) + (stores.size() == 1 ? "" : " and " + (stores.size() - 1) + " more");
  }
}
