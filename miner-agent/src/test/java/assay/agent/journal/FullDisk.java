package assay.agent.journal;

import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Sealer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lives on a disk that gets full and empty again; says what it sees there, a line each. */
final class FullDisk {

  private static final int KIBIBYTE = 1 << 10;
  private static final Map<String, String> LONG = Map.of("reports", "1,".repeat(4 * KIBIBYTE));

  private FullDisk() {}

  public static void main(String[] arguments) throws IOException {
    Path disk = Path.of(arguments[0]);
    Path file = disk.resolve("journal");
    Path rest = disk.resolve("rest");
    try (Journal journal = Journal.open(file, Clock.systemUTC())) {
      journal.record("bounty", "submission", Map.of("salt", "1"));
      fill(rest);
      say(() -> journal.record("bounty", "scores", LONG));
      say(() -> seal(disk.resolve("submission.age")));
      Files.delete(rest);
      say(() -> journal.record("bounty", "scores", LONG));
    }
    try (Journal journal = Journal.open(file, Clock.systemUTC())) {
      System.out.println(steps(journal));
      journal.record("bounty", "scores", LONG);
      seal(disk.resolve("submission.age"));
      System.out.println(steps(journal));
    }
    try (Stream<Path> files = Files.list(disk)) {
      System.out.println(files.map(found -> found.getFileName().toString()).sorted().toList());
    }
  }

  private interface Deed {
    void run() throws IOException;
  }

  private static void say(Deed deed) {
    try {
      deed.run();
      System.out.println("done");
    } catch (IOException | JournalException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void fill(Path rest) throws IOException {
    try (OutputStream out = Files.newOutputStream(rest)) {
      while (!rest.toString().isEmpty()) {
        out.write(new byte[KIBIBYTE]);
      }
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void seal(Path file) throws IOException {
    AgeIdentity key = AgeIdentity.generate(new SecureRandom());
    new Sealer().seal(to -> to.write(new byte[16 * KIBIBYTE]), file, key.recipient());
  }

  private static List<String> steps(Journal journal) {
    return journal.about("bounty").stream().map(JournalEntry::step).toList();
  }
}
