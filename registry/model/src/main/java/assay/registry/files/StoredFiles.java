package assay.registry.files;

import assay.chain.UnfinishedFile;
import assay.registry.content.BlockStore;
import assay.registry.content.Cid;
import assay.registry.content.ContentMalformedException;
import assay.registry.content.DagContentStore;
import assay.registry.content.DirectoryWriter;
import assay.registry.format.EntryName;
import assay.registry.format.FileTree;
import assay.registry.format.FolderTree;
import assay.registry.format.ObservedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.apache.commons.io.file.PathUtils;

/**
 * Brings files and folders of this machine into a store and back, unsealed. What comes out of a
 * store is written as if a stranger had named it. Not thread-safe.
 */
public final class StoredFiles {

  private final BlockStore blocks;
  private final DagContentStore content;
  private final LongConsumer progress;
  private int files;

  /**
   * @param progress is told after each step how many bytes it moved
   */
  public StoredFiles(BlockStore blocks, LongConsumer progress) {
    this.blocks = blocks;
    this.progress = progress;
    content = new DagContentStore(blocks);
  }

  /**
   * Stores and pins a file, or a folder as a directory.
   *
   * @throws assay.registry.format.FormatRefusedException for a link, a device or an unsafe name
   * @throws IOException if a file cannot be read
   */
  public Cid put(Path path) throws IOException {
    Cid stored =
        Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? putFolder(path) : putFile(path);
    content.pin(stored);
    return stored;
  }

  private Cid putFile(Path file) throws IOException {
    try (InputStream in = watched(Files.newInputStream(file))) {
      return content.put(in);
    }
  }

  private Cid putFolder(Path folder) throws IOException {
    try (DirectoryWriter directory = new DirectoryWriter(blocks)) {
      new FolderTree(folder).walk((name, bytes, in) -> directory.add(name.text(), watched(in)));
      return directory.finish();
    }
  }

  /**
   * Writes a file, or a directory as a folder, to a path where nothing is.
   *
   * @throws ContentMalformedException if a name is unsafe here, or there are too many files
   * @throws IOException if something is at the path, or the disk is full
   */
  public void copy(Cid cid, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target + " is there already");
    }
    if (content.isDirectory(cid)) {
      copyAsAWhole(cid, target.toAbsolutePath());
    } else {
      copyFile(cid, target);
    }
  }

  private void copyAsAWhole(Cid directory, Path target) throws IOException {
    Path part = Files.createTempDirectory(Objects.requireNonNull(target.getParent()), ".part");
    try {
      copyFolder(directory, "", part.resolve("whole"));
      Files.move(part.resolve("whole"), target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      PathUtils.deleteDirectory(part);
    }
  }

  private void copyFolder(Cid cid, String prefix, Path target) throws IOException {
    Files.createDirectory(target);
    for (Map.Entry<String, Cid> entry : content.list(cid).entrySet()) {
      EntryName name = new EntryName(prefix + entry.getKey());
      Path inner = target.resolve(name.last());
      if (content.isDirectory(entry.getValue())) {
        copyFolder(entry.getValue(), name + "/", inner);
      } else {
        copyFile(entry.getValue(), inner);
      }
    }
  }

  private void copyFile(Cid cid, Path target) throws IOException {
    if (++files > FileTree.MOST_FILES) {
      throw new ContentMalformedException(
          "There are more than " + FileTree.MOST_FILES + " files in it; take a part of it.");
    }
    try (InputStream in = watched(content.get(cid, Long.MAX_VALUE));
        UnfinishedFile file = new UnfinishedFile(target)) {
      in.transferTo(file.stream());
      file.finish();
    }
  }

  private InputStream watched(InputStream in) {
    return new ObservedInputStream(in, progress);
  }
}
