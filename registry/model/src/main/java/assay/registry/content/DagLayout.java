package assay.registry.content;

/**
 * How a file is cut into blocks: leaves of a fixed size under a balanced tree of a fixed width.
 *
 * @param chunkBytes bytes per leaf, the last one excepted
 * @param maxLinks children per node
 */
public record DagLayout(int chunkBytes, int maxLinks) {

  static final int WIDEST = 8192;

  /** The profile all content of Assay is stored under (IPIP-499): 1 MiB raw leaves, 1024 links. */
  public static final DagLayout UNIXFS_V1_2025 = new DagLayout(1 << 20, 1024);

  public DagLayout {
    if (chunkBytes < 1 || chunkBytes > BlockStore.MAX_BLOCK_BYTES) {
      throw new IllegalArgumentException(
          "Leaves of " + chunkBytes + " bytes do not fit blocks of 1 byte to 2 MiB.");
    }
    if (maxLinks < 2 || maxLinks > WIDEST) {
      throw new IllegalArgumentException(
          "A width of " + maxLinks + " links is outside 2.." + WIDEST + ".");
    }
  }
}
