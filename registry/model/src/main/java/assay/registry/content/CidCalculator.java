package assay.registry.content;

import assay.registry.content.Cid.Codec;
import java.io.IOException;
import java.io.InputStream;

/** Tells the identifier that content will have in any store, without storing it. Thread-safe. */
public final class CidCalculator {

  private static final ContentStore STORE = new DagContentStore(new Forgetful());

  private CidCalculator() {}

  /** The identifier of all bytes of the source, which is left open. */
  public static Cid of(InputStream source) throws IOException {
    return STORE.put(source);
  }

  /** Names blocks and keeps none of them. */
  private static final class Forgetful implements BlockStore {

    @Override
    public Cid put(Codec codec, byte[] block) {
      return Cid.of(codec, block);
    }

    @Override
    public byte[] get(Cid cid) {
      throw Blocks.missing(cid, toString());
    }

    @Override
    public boolean has(Cid cid) {
      return false;
    }

    @Override
    public void pin(Cid root) {
      throw Blocks.missing(root, toString());
    }

    @Override
    public boolean isPinned(Cid root) {
      return false;
    }

    @Override
    public String toString() {
      return "the calculator, which keeps nothing";
    }
  }
}
