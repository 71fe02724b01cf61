package assay.registry.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A directory in one block. IPFS programs spread the names of a larger one over several blocks;
 * such directories are neither written nor read here.
 *
 * @param pbLinks the entries, by the bytes of their names, which are all different
 */
record DagDirectory(List<PbLink> pbLinks) implements InnerBlock {

  /** Bytes of names and identifiers that one block may hold; what Kubo and js-ipfs agree on. */
  static final int MAX_BYTES = 256 << 10;

  /** The order in which dag-pb keeps names. */
  static final Comparator<String> BY_NAME =
      Comparator.comparing(DagDirectory::utf8, Arrays::compareUnsigned);

  DagDirectory {
    pbLinks = List.copyOf(pbLinks);
    String before = "";
    for (PbLink entry : pbLinks) {
      if (BY_NAME.compare(before, entry.name()) >= 0) {
        throw new IllegalArgumentException("its names are empty, twice there or in no order");
      }
      requireName(entry.name());
      before = entry.name();
    }
    if (bytes(pbLinks) > MAX_BYTES) {
      throw new IllegalArgumentException(
          "its names take more than " + MAX_BYTES + " bytes; put files into folders of folders");
    }
  }

  private static long bytes(List<PbLink> entries) {
    return entries.stream().mapToLong(entry -> utf8(entry.name()).length + (long) Cid.BYTES).sum();
  }

  /** Refuses what would lead out of the directory. */
  static void requireName(String name) {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("'" + name + "' is no name for a file in a directory");
    }
  }

  private static byte[] utf8(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] unixFs() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Protobuf.writeVarint(out, DATA_TYPE, TYPE_DIRECTORY);
    return out.toByteArray();
  }

  Optional<Cid> find(String name) {
    return pbLinks.stream().filter(entry -> entry.name().equals(name)).map(PbLink::cid).findFirst();
  }

  long treeBytes() {
    return encode().length + pbLinks.stream().mapToLong(PbLink::treeBytes).sum();
  }
}
