package assay.registry.content;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Frees the blocks of a folder that nothing needs: not under a pin, not under a root that the
 * caller calls needed, and not put lately, for whoever stores content pins it only afterwards. It
 * may run while others use the folder. Not thread-safe.
 */
public final class GarbageCollector {

  private final DiskBlockStore store;
  private final Clock clock;
  private final Duration grace;

  /** What was freed. */
  public record Freed(long blocks, long bytes) {}

  /**
   * @param grace how long content may wait between being put and being pinned
   */
  public GarbageCollector(DiskBlockStore store, Clock clock, Duration grace) {
    this.store = store;
    this.clock = clock;
    this.grace = grace;
  }

  /**
   * Collects. Content that is needed but not whole keeps what is here of it.
   *
   * @param needed roots to be kept besides the pinned ones
   */
  public Freed collect(Set<Cid> needed) {
    List<Cid> candidates = store.all().toList();
    Set<Cid> kept = new HashSet<>();
    store.pinned().forEach(root -> keep(root, kept));
    needed.forEach(root -> keep(root, kept));
    long blocks = 0;
    long bytes = 0;
    for (Cid cid : candidates) {
      if (kept.contains(cid)) {
        continue;
      }
      OptionalLong freed = store.removeUnlessPutSince(cid, clock.instant().minus(grace));
      if (freed.isPresent()) {
        blocks++;
        bytes += freed.getAsLong();
      }
    }
    return new Freed(blocks, bytes);
  }

  private void keep(Cid root, Set<Cid> kept) {
    Iterator<Cid> under = new DagWalk(store, root, kept).iterator();
    while (under.hasNext()) {
      keepNext(under);
    }
  }

  private static void keepNext(Iterator<Cid> under) {
    try {
      under.next();
    } catch (ContentMissingException | ContentCorruptException e) {
      // What lies below a lost block is known to nobody here, and so is nobody's to keep.
    }
  }
}
