package assay.registry.content;

import assay.registry.content.Cid.Codec;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The twin of the block stores: forgets everything with the process. Safe for several threads. */
public final class InMemoryBlockStore implements BlockStore {

  private final Map<Cid, byte[]> blocks = new ConcurrentHashMap<>();
  private final Set<Cid> pins = ConcurrentHashMap.newKeySet();

  @Override
  public Cid put(Codec codec, byte[] block) {
    Cid cid = Blocks.identify(codec, block);
    blocks.put(cid, block.clone());
    return cid;
  }

  @Override
  public byte[] get(Cid cid) {
    byte[] block = blocks.get(cid);
    if (block == null) {
      throw Blocks.missing(cid, toString());
    }
    return Blocks.verified(cid, block.clone(), toString());
  }

  @Override
  public boolean has(Cid cid) {
    return blocks.containsKey(cid);
  }

  @Override
  public void pin(Cid root) {
    pins.add(root);
  }

  @Override
  public void unpin(Cid root) {
    pins.remove(root);
  }

  @Override
  public boolean isPinned(Cid root) {
    return pins.contains(root);
  }

  /** Puts wrong bytes under the identifier, as a failing disk would. */
  public void corrupt(Cid cid, byte[] bytes) {
    blocks.put(cid, bytes.clone());
  }

  public void remove(Cid cid) {
    blocks.remove(cid);
  }

  /** Which blocks are here. */
  public Set<Cid> all() {
    return Set.copyOf(blocks.keySet());
  }

  public int size() {
    return blocks.size();
  }

  @Override
  public String toString() {
    return "the store in memory";
  }
}
