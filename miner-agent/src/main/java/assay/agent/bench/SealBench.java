package assay.agent.bench;

import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Opener;
import assay.registry.seal.Seal;
import assay.registry.seal.Sealer;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Seals and opens one file of random bytes, from disk to disk, in turns: with our sealer, which
 * also hashes both sides; with the jagged library alone; and with the {@code age} command, where
 * there is one. Every turn begins with its source in memory and without its file, and ends when
 * that is on the disk. Not thread-safe.
 */
public final class SealBench {

  private static final int STEP = 1 << 16;
  private static final double MEGA = 1e6;
  private static final double NANOS = 1e9;

  private final Path folder;
  private final int megabytes;
  private final LongSupplier nanoTime;
  private final AgeIdentity identity = AgeIdentity.generate(new SecureRandom());
  private final Optional<AgeProgram> age;

  /**
   * @param folder an empty folder with room for three times the megabytes
   */
  public SealBench(Path folder, int megabytes, LongSupplier nanoTime) {
    this.folder = folder;
    this.megabytes = megabytes;
    this.nanoTime = nanoTime;
    this.age = AgeProgram.find(folder);
  }

  /** What one program does to write a file. */
  private interface Work {
    void run() throws IOException, GeneralSecurityException;
  }

  private record Turn(Path source, Path target, Work work) {}

  /**
   * Measures.
   *
   * @return megabytes a second by program and direction, the medians of all rounds
   */
  public Map<String, Double> run(int rounds) throws IOException {
    Path plain = RandomFile.write(folder.resolve("plain"), megabytes, 1);
    identity.write(folder.resolve("identity.txt"));
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    try {
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<String, Turn> turn : turns(plain).entrySet()) {
          speeds
              .computeIfAbsent(turn.getKey(), name -> new ArrayList<>())
              .add(speed(turn.getValue()));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has what age needs; this has not.", e);
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    speeds.forEach((name, all) -> medians.put(name, median(all)));
    return medians;
  }

  private Map<String, Turn> turns(Path plain) throws IOException {
    Path ours = folder.resolve("ours.age");
    Path theirs = folder.resolve("jagged.age");
    Path opened = folder.resolve("opened");
    Map<String, Turn> turns = new LinkedHashMap<>();
    List<Seal> seal = new ArrayList<>();
    turns.put("assaySeal", new Turn(plain, ours, () -> seal.add(seal(plain, ours))));
    turns.put("jaggedSeal", new Turn(plain, theirs, () -> jaggedSeal(plain, theirs)));
    age.ifPresent(
        program ->
            turns.put(
                "ageSeal",
                new Turn(plain, theirs, () -> program.seal(identity.recipient(), plain, theirs))));
    turns.put("assayOpen", new Turn(ours, opened, () -> open(ours, seal.get(0), opened)));
    turns.put("jaggedOpen", new Turn(ours, opened, () -> jaggedOpen(ours, opened)));
    age.ifPresent(
        program -> turns.put("ageOpen", new Turn(ours, opened, () -> program.open(ours, opened))));
    return turns;
  }

  private double speed(Turn turn) throws IOException, GeneralSecurityException {
    Files.copy(turn.source(), OutputStream.nullOutputStream());
    // Last, so that the memory it frees is there for every program alike.
    Files.deleteIfExists(turn.target());
    long begun = nanoTime.getAsLong();
    turn.work().run();
    try (FileChannel written = FileChannel.open(turn.target(), StandardOpenOption.WRITE)) {
      written.force(true);
    }
    return (megabytes << 20) / MEGA / ((nanoTime.getAsLong() - begun) / NANOS);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private Seal seal(Path plain, Path target) throws IOException {
    return new Sealer().seal(to -> Files.copy(plain, to), target, identity.recipient());
  }

  private void open(Path source, Seal seal, Path target) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      new Opener().open(in, identity, seal, target);
    }
  }

  private void jaggedSeal(Path plain, Path target) throws IOException, GeneralSecurityException {
    try (FileChannel in = FileChannel.open(plain);
        FileChannel out = newFile(target);
        WritableByteChannel cipher =
            new StandardEncryptingChannelFactory()
                .newEncryptingChannel(
                    out,
                    List.of(
                        X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(
                            identity.recipient().text())))) {
      copy(in, cipher);
    }
  }

  private void jaggedOpen(Path source, Path target) throws IOException, GeneralSecurityException {
    try (FileChannel in = FileChannel.open(source);
        FileChannel out = newFile(target);
        ReadableByteChannel plain =
            new StandardDecryptingChannelFactory()
                .newDecryptingChannel(
                    in,
                    List.of(
                        X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                            identity.reveal())))) {
      copy(plain, out);
    }
  }

  private static FileChannel newFile(Path target) throws IOException {
    return FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void copy(ReadableByteChannel in, WritableByteChannel out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(STEP);
    while (in.read(buffer) >= 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      buffer.clear();
    }
  }
}
