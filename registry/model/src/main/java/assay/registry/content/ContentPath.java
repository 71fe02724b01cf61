package assay.registry.content;

/**
 * Content by its identifier, or by a path under a directory's.
 *
 * @param root the identifier
 * @param path names with {@code /} between; empty for the root itself
 */
public record ContentPath(Cid root, String path) {

  /** Reads {@code CID} or {@code CID/PATH}. */
  public static ContentPath parse(String text) {
    String[] parts = text.split("/", 2);
    return new ContentPath(Cid.parse(parts[0]), parts.length == 1 ? "" : parts[1]);
  }

  /**
   * What it names.
   *
   * @throws ContentMissingException if there is nothing of that name
   * @throws ContentMalformedException if the path goes through a file
   */
  public Cid in(BlockStore blocks) {
    return new DagContentStore(blocks).find(root, path);
  }
}
