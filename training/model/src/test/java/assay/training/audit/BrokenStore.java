package assay.training.audit;

import assay.registry.RegistryException;
import assay.registry.content.BlockStore;
import assay.registry.content.Cid;

/**
 * A store that answers everything with one failure.
 *
 * @param failure what it throws
 */
record BrokenStore(RegistryException failure) implements BlockStore {

  @Override
  public Cid put(Cid.Codec codec, byte[] block) {
    throw failure;
  }

  @Override
  public byte[] get(Cid cid) {
    throw failure;
  }

  @Override
  public boolean has(Cid cid) {
    throw failure;
  }

  @Override
  public void pin(Cid root) {
    throw failure;
  }

  @Override
  public void unpin(Cid root) {
    throw failure;
  }

  @Override
  public boolean isPinned(Cid root) {
    throw failure;
  }
}
