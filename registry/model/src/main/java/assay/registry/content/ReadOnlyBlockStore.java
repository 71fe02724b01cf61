package assay.registry.content;

import assay.registry.content.Cid.Codec;

/** Another store, of which only the reading is let through. */
final class ReadOnlyBlockStore implements BlockStore {

  private final BlockStore store;

  ReadOnlyBlockStore(BlockStore store) {
    this.store = store;
  }

  @Override
  public Cid put(Codec codec, byte[] block) {
    throw refused();
  }

  @Override
  public byte[] get(Cid cid) {
    return store.get(cid);
  }

  @Override
  public boolean has(Cid cid) {
    return store.has(cid);
  }

  @Override
  public void pin(Cid root) {
    throw refused();
  }

  @Override
  public void unpin(Cid root) {
    throw refused();
  }

  @Override
  public boolean isPinned(Cid root) {
    return store.isPinned(root);
  }

  @Override
  public String toString() {
    return store.toString();
  }

  private StoreRefusedException refused() {
    return new StoreRefusedException(this + " was opened for reading alone; nothing was written.");
  }
}
