package assay.registry.content;

import assay.registry.content.Cid.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stores files under paths as one UnixFS directory, which has the same identifier in every IPFS
 * program however the files come. Keeps a name and an identifier of each in memory. Not
 * thread-safe.
 */
public final class DirectoryWriter implements AutoCloseable {

  private final ParallelSink blocks;
  private final Folder top = new Folder();

  /** A folder that is not written yet. */
  private static final class Folder {
    private final Map<String, PbLink> files = new TreeMap<>();
    private final Map<String, Folder> folders = new TreeMap<>();
  }

  public DirectoryWriter(BlockStore blocks) {
    this.blocks = new ParallelSink(blocks);
  }

  /**
   * Stores a file.
   *
   * @param path names with {@code /} between
   * @throws ContentMalformedException if the path cannot be one, or is there already
   * @throws IOException if the content cannot be read to its end
   */
  public void add(String path, InputStream content) throws IOException {
    List<String> names = names(path);
    Folder folder = top;
    for (String name : names.subList(0, names.size() - 1)) {
      requireFree(path, !folder.files.containsKey(name));
      folder = folder.folders.computeIfAbsent(name, fresh -> new Folder());
    }
    String last = names.get(names.size() - 1);
    requireFree(path, !folder.files.containsKey(last) && !folder.folders.containsKey(last));
    DagLink stored = DagBuilder.of(content, DagLayout.UNIXFS_V1_2025, blocks);
    folder.files.put(last, new PbLink(stored.cid(), last, stored.treeBytes()));
  }

  private static List<String> names(String path) {
    List<String> names = List.of(path.split("/", -1));
    try {
      names.forEach(DagDirectory::requireName);
    } catch (IllegalArgumentException e) {
      throw new ContentMalformedException(
          "'" + path + "' is no path of a file: " + e.getMessage() + ".", e);
    }
    return names;
  }

  private static void requireFree(String path, boolean isFree) {
    if (!isFree) {
      throw new ContentMalformedException(
          "'" + path + "' is there twice, or as a file and as a folder; rename one of them.");
    }
  }

  /**
   * Writes the directories; then all of it is stored.
   *
   * @return the identifier of the top one
   * @throws ContentMalformedException if one of them has more names than fit a block
   */
  public Cid finish() {
    Cid written = write(top, "").cid();
    blocks.finish();
    close();
    return written;
  }

  /** Gives up whatever is not stored. */
  @Override
  public void close() {
    blocks.close();
  }

  private PbLink write(Folder folder, String name) {
    List<PbLink> entries = new ArrayList<>(folder.files.values());
    folder.folders.forEach((inner, content) -> entries.add(write(content, inner)));
    entries.sort((a, b) -> DagDirectory.BY_NAME.compare(a.name(), b.name()));
    try {
      DagDirectory directory = new DagDirectory(entries);
      Cid cid = blocks.put(Codec.DAG_PB, directory.encode());
      return new PbLink(cid, name, directory.treeBytes());
    } catch (IllegalArgumentException e) {
      throw new ContentMalformedException(
          "The folder '" + name + "' cannot be stored: " + e.getMessage() + ".", e);
    }
  }
}
