package assay.agent.bench;

import static java.util.Objects.requireNonNull;

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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens one file of random bytes, from disk to disk, in turns: with our sealer, which
 * also hashes both sides; with the jagged library alone; and with the {@code age} command, where
 * there is one. Every turn begins with its source in memory, without its file and with {@linkplain
 * HostMemory memory at hand} for it, and ends when it is on the disk. Not thread-safe.
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
  private @Nullable Seal seal;

  /**
   * @param folder an empty folder with room for five times the megabytes
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

  private record Turn(String name, Path source, Path target, Work work) {}

  /**
   * Measures.
   *
   * @return megabytes a second by program and direction, the medians of all rounds
   */
  public Map<String, Double> run(int rounds) throws IOException {
    Path plain = RandomFile.write(folder.resolve("plain"), megabytes, 1);
    identity.write(folder.resolve("identity.txt"));
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    List<Turn> sealing = sealing(plain);
    List<Turn> opening = opening();
    try {
      for (int round = 0; round < rounds; round++) {
        for (Turn turn : Stream.concat(begin(sealing, round), begin(opening, round)).toList()) {
          speeds.computeIfAbsent(turn.name(), name -> new ArrayList<>()).add(speed(turn));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has what age needs; this has not.", e);
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    speeds.forEach((name, all) -> medians.put(name, median(all)));
    return medians;
  }

  /** Another goes first in every round, for what went before leaves memory and disk in a state. */
  private static Stream<Turn> begin(List<Turn> turns, int round) {
    List<Turn> turned = new ArrayList<>(turns);
    Collections.rotate(turned, -round);
    return turned.stream();
  }

  private List<Turn> sealing(Path plain) {
    Path ours = ours();
    Path theirs = folder.resolve("theirs.age");
    List<Turn> turns = new ArrayList<>();
    turns.add(new Turn("assaySeal", plain, ours, () -> seal = seal(plain, ours)));
    turns.add(new Turn("jaggedSeal", plain, theirs, () -> jaggedSeal(plain, theirs)));
    age.map(
            program ->
                new Turn(
                    "ageSeal",
                    plain,
                    theirs,
                    () -> program.seal(identity.recipient(), plain, theirs)))
        .ifPresent(turns::add);
    return turns;
  }

  private List<Turn> opening() {
    Path ours = ours();
    Path opened = folder.resolve("opened");
    List<Turn> turns = new ArrayList<>();
    turns.add(new Turn("assayOpen", ours, opened, () -> open(ours, opened)));
    turns.add(new Turn("jaggedOpen", ours, opened, () -> jaggedOpen(ours, opened)));
    age.map(program -> new Turn("ageOpen", ours, opened, () -> program.open(ours, opened)))
        .ifPresent(turns::add);
    return turns;
  }

  private Path ours() {
    return folder.resolve("ours.age");
  }

  private double speed(Turn turn) throws IOException, GeneralSecurityException {
    Files.copy(turn.source(), OutputStream.nullOutputStream());
    Files.deleteIfExists(turn.target());
    HostMemory.fetchFor(folder, megabytes);
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

  private void open(Path source, Path target) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      new Opener().open(in, identity, requireNonNull(seal), target);
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
