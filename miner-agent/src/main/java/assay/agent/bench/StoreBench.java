package assay.agent.bench;

import assay.chain.Sha256;
import assay.registry.content.BlockStore;
import assay.registry.content.Cid;
import assay.registry.content.CidCalculator;
import assay.registry.content.ContentStore;
import assay.registry.content.ContentStoreServer;
import assay.registry.content.DagContentStore;
import assay.registry.content.DirectoryWriter;
import assay.registry.content.DiskBlockStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Adds one file of random bytes to the embedded store and reads it back verified, in turns with
 * what the disk and SHA-256 alone take for the same bytes. Every round stores other bytes, for a
 * store keeps equal ones once. Every turn begins with {@linkplain HostMemory memory at hand}. Not
 * thread-safe.
 */
public final class StoreBench {

  private static final int STEP = 1 << 16;

  private static final int SMALL = 1000;
  private static final int WARM_UP_MEGABYTES = 256;
  private static final int FILES_IN_A_FOLDER = 100;
  private static final double MEGA = 1e6;
  private static final double NANOS = 1e9;

  private final Path folder;
  private final int megabytes;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final BlockStore blocks;
  private final ContentStore store;

  /**
   * @param folder an empty folder with room for the megabytes of every round, four times
   */
  public StoreBench(Path folder, int megabytes, Clock clock, LongSupplier nanoTime) {
    this.folder = folder;
    this.megabytes = megabytes;
    this.clock = clock;
    this.nanoTime = nanoTime;
    blocks = new DiskBlockStore(folder.resolve("store"), clock);
    store = new DagContentStore(blocks);
  }

  /** A piece of work to be timed. */
  private interface Turn {
    void run() throws IOException;
  }

  /**
   * Measures.
   *
   * @return megabytes a second by turn, the medians of all rounds; {@code addSmallFiles} counts
   *     files of 1 000 bytes a second added one by one, {@code addSmallTree} in one directory
   */
  public Map<String, Double> run(int rounds, int smallFiles) throws IOException {
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      Path plain = randomFile(round);
      List<Cid> kept = new ArrayList<>();
      note(speeds, "copyAndHash", seconds(() -> copyAndHash(plain)));
      note(speeds, "add", seconds(() -> kept.add(add(plain))));
      note(speeds, "readAndHash", seconds(() -> readAndHash(plain)));
      note(speeds, "read", seconds(() -> read(kept.get(0))));
    }
    Map<String, Double> medians = medians(speeds);
    medians.put("addSmallFiles", smallFiles / seconds(() -> addSmall(smallFiles)));
    medians.put("addSmallTree", smallFiles / seconds(() -> addTree(smallFiles)));
    return medians;
  }

  /**
   * Gives the same files by the same request to the embedded store's server and to another store.
   *
   * @param other the Kubo RPC of a store on this machine
   * @return megabytes a second by turn, the medians of all rounds
   */
  public Map<String, Double> runAgainst(URI other, int rounds) throws IOException {
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    DiskBlockStore served = new DiskBlockStore(folder.resolve("served"), clock);
    try (ContentStoreServer server = ContentStoreServer.start(served, 0)) {
      RpcAdd rpc = new RpcAdd();
      warmUp(rpc, List.of(server.uri(), other));
      for (int round = 0; round < rounds; round++) {
        // Other files than those of the first measurement: nothing is there already.
        Path plain = randomFile(-1 - round);
        // The content's own hash cannot stand inside the content.
        String boundary = cidOf(plain).text();
        note(speeds, "rpcAdd", seconds(() -> rpc.add(server.uri(), plain, boundary)));
        note(speeds, "otherAdd", seconds(() -> rpc.add(other, plain, boundary)));
      }
    }
    return medians(speeds);
  }

  /** A server's first upload is interpreted, whoever wrote it. */
  private void warmUp(RpcAdd rpc, List<URI> stores) throws IOException {
    Path file = RandomFile.write(folder.resolve("first"), WARM_UP_MEGABYTES, Long.MAX_VALUE);
    String boundary = cidOf(file).text();
    for (URI store : stores) {
      rpc.add(store, file, boundary);
    }
  }

  private static Cid cidOf(Path plain) throws IOException {
    try (InputStream in = Files.newInputStream(plain)) {
      return CidCalculator.of(in);
    }
  }

  private static Map<String, Double> medians(Map<String, List<Double>> speeds) {
    Map<String, Double> medians = new LinkedHashMap<>();
    speeds.forEach((name, all) -> medians.put(name, median(all)));
    return medians;
  }

  private void note(Map<String, List<Double>> speeds, String name, double seconds) {
    speeds.computeIfAbsent(name, turn -> new ArrayList<>()).add((megabytes << 20) / MEGA / seconds);
  }

  private double seconds(Turn turn) throws IOException {
    HostMemory.fetchFor(folder, megabytes);
    long begun = nanoTime.getAsLong();
    turn.run();
    return (nanoTime.getAsLong() - begun) / NANOS;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private Cid add(Path plain) throws IOException {
    try (InputStream in = Files.newInputStream(plain)) {
      return store.put(in);
    }
  }

  private void read(Cid cid) throws IOException {
    try (InputStream in = store.get(cid, Long.MAX_VALUE)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private void addSmall(int files) throws IOException {
    Random random = new Random(files);
    byte[] content = new byte[SMALL];
    for (int i = 0; i < files; i++) {
      random.nextBytes(content);
      store.put(new ByteArrayInputStream(content));
    }
  }

  /** A hundred to a folder, as data sets of pictures come. */
  private void addTree(int files) throws IOException {
    Random random = new Random(-files);
    byte[] content = new byte[SMALL];
    try (DirectoryWriter directory = new DirectoryWriter(blocks)) {
      for (int i = 0; i < files; i++) {
        random.nextBytes(content);
        directory.add(
            "%d/%d".formatted(i / FILES_IN_A_FOLDER, i), new ByteArrayInputStream(content));
      }
      directory.finish();
    }
  }

  /**
   * What any store must do at least: hash the bytes and have them on the disk, in a place where
   * nothing was, for disks take less time to write to the same place again.
   */
  private void copyAndHash(Path plain) throws IOException {
    Path copy = Files.createTempFile(folder, "copy", "");
    try (DigestInputStream in =
            new DigestInputStream(Files.newInputStream(plain), Sha256.digest());
        OutputStream out = Files.newOutputStream(copy)) {
      copy(in, out);
    }
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void readAndHash(Path plain) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(plain), Sha256.digest())) {
      copy(in, OutputStream.nullOutputStream());
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[STEP];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
    }
  }

  private Path randomFile(int round) throws IOException {
    return RandomFile.write(folder.resolve("plain"), megabytes, round);
  }
}
