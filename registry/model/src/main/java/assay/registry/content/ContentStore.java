package assay.registry.content;

import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps files of any size under one {@link Cid} each. What it returns was checked, block by block,
 * against that identifier before the caller sees a byte. Implementations are safe for use by
 * several threads; the streams they return are not.
 */
public interface ContentStore {

  /**
   * Stores all bytes of the source, which it leaves open. Equal bytes get equal identifiers.
   * Nothing is pinned: a store may drop unpinned content when it needs room.
   *
   * @throws IOException if the source cannot be read to its end
   */
  Cid put(InputStream source) throws IOException;

  /**
   * The content, fetched while it is read; what is skipped is not fetched. Failures of the store
   * surface from {@code read} as the exceptions named here.
   *
   * @param maxBytes refuse content longer than this before reading it
   * @throws ContentMissingException if a block is not to be had
   * @throws ContentCorruptException if a block is not what its identifier says
   * @throws ContentTooLargeException above {@code maxBytes}
   * @throws ContentMalformedException if the blocks do not form a file
   */
  InputStream get(Cid cid, long maxBytes);

  /** Makes the store keep the content; refuses with what is missing if it is not all there. */
  void pin(Cid cid);

  /** Lets go of what {@link #pin} kept; what is not pinned stays as it is. */
  void unpin(Cid cid);

  boolean isPinned(Cid cid);
}
