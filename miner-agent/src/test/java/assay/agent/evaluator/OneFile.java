package assay.agent.evaluator;

import assay.registry.content.BlockStore;
import assay.registry.content.Cid;
import java.util.function.Supplier;

/** A store with one file of one block, or with a reason not to give it. */
record OneFile(Supplier<byte[]> block) implements BlockStore {

  @Override
  public byte[] get(Cid cid) {
    return block.get();
  }

  @Override
  public boolean has(Cid cid) {
    return true;
  }

  @Override
  public Cid put(Cid.Codec codec, byte[] bytes) {
    throw new UnsupportedOperationException("It has its file.");
  }

  @Override
  public void pin(Cid root) {}

  @Override
  public void unpin(Cid root) {}

  @Override
  public boolean isPinned(Cid root) {
    return true;
  }
}
