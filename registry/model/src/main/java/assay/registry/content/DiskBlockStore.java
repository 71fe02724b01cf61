package assay.registry.content;

import assay.registry.content.Cid.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A block store in one folder: a file per block in 256 shards, an empty file per pin. A block
 * appears whole or not at all (temporary file, flush, atomic rename), and stays once its folder is
 * flushed, so the store survives a kill and several threads and processes may share it.
 */
public final class DiskBlockStore implements BlockStore {

  private static final int SHARDS = 256;
  private static final Duration ABANDONED = Duration.ofDays(1);

  /** For a store that writes nothing. */
  private static final Clock NO_TIME = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final Path blocks;
  private final Path pins;
  private final Path unfinished;
  private final Clock clock;

  /** Opens the folder, making it if need be, and clears what writers left there a day ago. */
  public DiskBlockStore(Path folder, Clock clock) {
    this(clock, folder);
    try {
      for (Path part : List.of(blocks, pins, unfinished)) {
        Files.createDirectories(part);
      }
      makeShards();
      clearAbandoned(clock.instant().minus(ABANDONED));
    } catch (IOException e) {
      throw unavailable("opened", e);
    }
  }

  private DiskBlockStore(Clock clock, Path folder) {
    this.clock = clock;
    blocks = folder.resolve("blocks");
    pins = folder.resolve("pins");
    unfinished = folder.resolve("unfinished");
  }

  /**
   * Looks into a folder that such a store has made; makes and clears nothing there.
   *
   * @throws StoreRefusedException if the folder is not a block store's
   */
  public static BlockStore readOnly(Path folder) {
    DiskBlockStore store = new DiskBlockStore(NO_TIME, folder);
    if (!Files.isDirectory(store.blocks)) {
      throw new StoreRefusedException(
          folder
              + " is no block store's folder: there is no folder 'blocks' in it; "
              + hint(folder));
    }
    return new ReadOnlyBlockStore(store);
  }

  private static String hint(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    if (root.endsWith("blocks")) {
      return "give " + root.getParent() + ".";
    }
    return Files.isDirectory(root.resolve("content/blocks"))
        ? "give " + root.resolve("content") + "."
        : "a local network's is FOLDER/content.";
  }

  @Override
  public Cid put(Codec codec, byte[] bytes) {
    Block block = Block.of(codec, bytes);
    BlockBatch alone = batch();
    alone.put(block);
    alone.finish();
    return block.cid();
  }

  /** Flushes a folder once for all the blocks that were put into it. */
  @Override
  public BlockBatch batch() {
    return new Batch();
  }

  private final class Batch implements BlockBatch {

    private final Set<Path> touched = ConcurrentHashMap.newKeySet();

    @Override
    public void put(Block block) {
      Path target = file(block.cid());
      try {
        if (!isSound(block.cid()) || !isRenewed(block.cid())) {
          write(block.bytes(), target);
        }
      } catch (IOException e) {
        throw unavailable("written", e);
      }
      // Also when it was there: whoever put it may not have flushed yet.
      touched.add(shard(target));
    }

    @Override
    public void finish() {
      try {
        Iterator<Path> shards = touched.iterator();
        while (shards.hasNext()) {
          Path shard = shards.next();
          // First: what is put there from now on wants another flush.
          shards.remove();
          flushFolder(shard);
        }
      } catch (IOException e) {
        throw unavailable("written", e);
      }
    }
  }

  @Override
  public byte[] get(Cid cid) {
    try (InputStream in = Files.newInputStream(file(cid))) {
      return Blocks.verified(cid, in.readNBytes(MAX_BLOCK_BYTES + 1), toString());
    } catch (NoSuchFileException e) {
      throw Blocks.missing(cid, toString());
    } catch (IOException e) {
      throw unavailable("read", e);
    }
  }

  @Override
  public boolean has(Cid cid) {
    return Files.isRegularFile(file(cid));
  }

  @Override
  public void pin(Cid root) {
    try {
      Files.createFile(pins.resolve(root.text()));
      flushFolder(pins);
    } catch (FileAlreadyExistsException e) {
      // Pinned before, perhaps by another process: that is what was asked for.
      return;
    } catch (IOException e) {
      throw unavailable("written", e);
    }
  }

  @Override
  public boolean isPinned(Cid root) {
    return Files.exists(pins.resolve(root.text()));
  }

  @Override
  public void unpin(Cid root) {
    try {
      Files.deleteIfExists(pins.resolve(root.text()));
      flushFolder(pins);
    } catch (IOException e) {
      throw unavailable("written", e);
    }
  }

  /** Every root that is pinned. */
  Set<Cid> pinned() {
    return names(pins).map(Cid::parse).collect(Collectors.toSet());
  }

  /** Every block, sound or not, as of now. */
  Stream<Cid> all() {
    return names(blocks).flatMap(shard -> names(blocks.resolve(shard))).map(Cid::parse);
  }

  /**
   * Removes a block, unless it was put, for the first time or again, since the given time. It is
   * moved aside first: whoever puts it meanwhile either is seen here, and gets it back, or finds it
   * gone and writes it anew.
   *
   * @return its length, or nothing if it stays
   */
  OptionalLong removeUnlessPutSince(Cid cid, Instant since) {
    Path block = file(cid);
    Path aside = unfinished.resolve(cid.text() + ".removed");
    try {
      if (!isOlder(block, since)) {
        return OptionalLong.empty();
      }
      Files.move(block, aside, StandardCopyOption.ATOMIC_MOVE);
      if (!isOlder(aside, since)) {
        Files.move(aside, block, StandardCopyOption.ATOMIC_MOVE);
        return OptionalLong.empty();
      }
      long bytes = Files.size(aside);
      Files.delete(aside);
      return OptionalLong.of(bytes);
    } catch (NoSuchFileException e) {
      // Another collector was faster.
      return OptionalLong.empty();
    } catch (IOException e) {
      throw unavailable("written", e);
    }
  }

  private static boolean isOlder(Path block, Instant since) throws IOException {
    return Files.getLastModifiedTime(block).toInstant().isBefore(since);
  }

  private Stream<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    } catch (IOException e) {
      throw unavailable("read", e);
    }
  }

  @Override
  public String toString() {
    return "the store in " + blocks.getParent();
  }

  /** All at once, so that none has to be made and flushed while blocks arrive. */
  private void makeShards() throws IOException {
    List<Path> missing =
        IntStream.range(0, SHARDS)
            .mapToObj(i -> blocks.resolve("%02x".formatted(i)))
            .filter(shard -> !Files.isDirectory(shard))
            .toList();
    for (Path shard : missing) {
      Files.createDirectories(shard);
    }
    if (!missing.isEmpty()) {
      flushFolder(blocks);
    }
  }

  private Path shard(Path block) {
    return blocks.resolve(block.getName(blocks.getNameCount()));
  }

  private Path file(Cid cid) {
    return blocks.resolve(cid.digest().hex().substring(2, 4)).resolve(cid.text());
  }

  private boolean isSound(Cid cid) {
    try {
      get(cid);
      return true;
    } catch (ContentMissingException | ContentCorruptException e) {
      // Both mean the same here: write it.
      return false;
    }
  }

  /** A collector must see that the block is wanted again. */
  private boolean isRenewed(Cid cid) throws IOException {
    try {
      Files.setLastModifiedTime(file(cid), FileTime.from(clock.instant()));
      return true;
    } catch (NoSuchFileException e) {
      // Collected between the two looks.
      return false;
    }
  }

  private void write(byte[] block, Path target) throws IOException {
    Path part = Files.createTempFile(unfinished, "block", ".part");
    try {
      try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(block);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void flushFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void clearAbandoned(Instant before) throws IOException {
    List<Path> parts;
    try (Stream<Path> found = Files.list(unfinished)) {
      parts = found.toList();
    }
    for (Path part : parts) {
      // Another process may finish or clear a file between the listing and now.
      if (part.toFile().lastModified() < before.toEpochMilli()) {
        Files.deleteIfExists(part);
      }
    }
  }

  private StoreUnavailableException unavailable(String verb, IOException cause) {
    return new StoreUnavailableException(
        "The folder of " + this + " cannot be " + verb + " (" + cause + "); check disk and rights.",
        cause);
  }
}
