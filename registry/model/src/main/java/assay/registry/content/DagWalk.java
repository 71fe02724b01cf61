package assay.registry.content;

import assay.registry.content.Cid.Codec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Names every block under a root once, each before those it links to and all in the order of the
 * file, so that a tree which repeats itself costs no more than it stores. Inner blocks are read on
 * the way; a missing or unsound one surfaces from {@code next}.
 */
final class DagWalk implements Iterable<Cid> {

  private final BlockStore blocks;
  private final Cid root;
  private final Set<Cid> seen;

  DagWalk(BlockStore blocks, Cid root) {
    this(blocks, root, new HashSet<>());
  }

  /**
   * @param seen blocks not to be named; those that are named join them
   */
  DagWalk(BlockStore blocks, Cid root, Set<Cid> seen) {
    this.blocks = blocks;
    this.root = root;
    this.seen = seen;
  }

  @Override
  public Iterator<Cid> iterator() {
    Deque<Cid> open = new ArrayDeque<>();
    open.push(root);
    return new Iterator<>() {

      @Override
      public boolean hasNext() {
        while (!open.isEmpty() && seen.contains(open.peek())) {
          open.pop();
        }
        return !open.isEmpty();
      }

      @Override
      public Cid next() {
        if (!hasNext()) {
          throw new NoSuchElementException("Every block under " + root + " was named.");
        }
        Cid cid = open.pop();
        seen.add(cid);
        links(cid, open);
        return cid;
      }
    };
  }

  /** Puts the last link first, for the stack gives back what it got last. */
  private void links(Cid cid, Deque<Cid> open) {
    if (cid.codec() == Codec.DAG_PB) {
      List<PbLink> links = InnerBlock.decode(cid, blocks.get(cid)).pbLinks();
      for (int i = links.size() - 1; i >= 0; i--) {
        open.push(links.get(i).cid());
      }
    }
  }
}
