package assay.registry.content;

import assay.registry.content.Cid.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files as UnixFS trees over any {@link BlockStore}, so that the same file has the same identifier
 * in the embedded store and in an IPFS node. Memory does not grow with the file.
 */
public final class DagContentStore implements ContentStore {

  private final BlockStore blocks;
  private final DagLayout layout;

  /** Stores under the profile of Assay, {@link DagLayout#UNIXFS_V1_2025}. */
  public DagContentStore(BlockStore blocks) {
    this(blocks, DagLayout.UNIXFS_V1_2025);
  }

  public DagContentStore(BlockStore blocks, DagLayout layout) {
    this.blocks = blocks;
    this.layout = layout;
  }

  @Override
  public Cid put(InputStream source) throws IOException {
    return putTree(source).cid();
  }

  DagLink putTree(InputStream source) throws IOException {
    try (ParallelSink sink = new ParallelSink(blocks)) {
      DagLink top = DagBuilder.of(source, layout, sink);
      sink.finish();
      return top;
    }
  }

  @Override
  public InputStream get(Cid cid, long maxBytes) {
    return new DagInputStream(blocks, cid, maxBytes);
  }

  /** How many bytes the file promises to have, told by its first block; nothing for a directory. */
  OptionalLong length(Cid cid) {
    byte[] top = blocks.get(cid);
    if (cid.codec() == Codec.RAW) {
      return OptionalLong.of(top.length);
    }
    return InnerBlock.decode(cid, top) instanceof DagNode file
        ? OptionalLong.of(file.fileBytes())
        : OptionalLong.empty();
  }

  /** Whether this is a directory; the block is fetched. */
  public boolean isDirectory(Cid cid) {
    return directoryAt(cid).isPresent();
  }

  /**
   * The names in a directory and what they name, in the order of the directory.
   *
   * @throws ContentMalformedException if it is a file
   */
  public Map<String, Cid> list(Cid directory) {
    Map<String, Cid> entries = new LinkedHashMap<>();
    directory(directory).pbLinks().forEach(entry -> entries.put(entry.name(), entry.cid()));
    return entries;
  }

  /**
   * What a path under a directory names.
   *
   * @param path names with {@code /} between; empty for the root itself
   * @throws ContentMissingException if there is nothing of that name
   * @throws ContentMalformedException if the path goes through a file
   */
  public Cid find(Cid root, String path) {
    Cid found = root;
    for (String name : path.isEmpty() ? List.<String>of() : List.of(path.split("/", -1))) {
      Cid folder = found;
      found =
          directory(folder)
              .find(name)
              .orElseThrow(
                  () ->
                      new ContentMissingException(
                          "There is no '" + name + "' in directory " + folder + "; list it."));
    }
    return found;
  }

  private DagDirectory directory(Cid cid) {
    return directoryAt(cid)
        .orElseThrow(
            () ->
                new ContentMalformedException(
                    cid + " is a file, not a directory; read it as one."));
  }

  private Optional<DagDirectory> directoryAt(Cid cid) {
    return cid.codec() == Codec.DAG_PB
            && InnerBlock.decode(cid, blocks.get(cid)) instanceof DagDirectory directory
        ? Optional.of(directory)
        : Optional.empty();
  }

  @Override
  public void pin(Cid cid) {
    requireAll(cid);
    blocks.pin(cid);
  }

  @Override
  public void unpin(Cid cid) {
    blocks.unpin(cid);
  }

  @Override
  public boolean isPinned(Cid cid) {
    return blocks.isPinned(cid);
  }

  void requireAll(Cid root) {
    for (Cid cid : new DagWalk(blocks, root)) {
      if (!blocks.has(cid)) {
        throw Blocks.missing(cid, blocks.toString());
      }
    }
  }
}
