package assay.registry.seal;

import static org.assertj.core.api.Assertions.assertThat;

import assay.tool.DebianTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stock {@code age} command as the judge of our files. Without it the tests skip, visibly. */
final class AgeCommandIT {

  private final AgeIdentity identity = AgeIdentity.generate(new SecureRandom());
  @TempDir private Path folder;

  @BeforeAll
  static void findTheCommand() {
    DebianTool.require("age", "age");
  }

  private void age(String... arguments) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("age"), Stream.of(arguments)).toList();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("age.log").toFile())
            .start();
    boolean ended = process.waitFor(30, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0)
        .as(Files.readString(folder.resolve("age.log")))
        .isTrue();
  }

  private static byte[] plain() {
    byte[] plain = new byte[300_000];
    new Random(7).nextBytes(plain);
    return plain;
  }

  @Test
  void shouldSealWhatTheCommandOpens() throws Exception {
    identity.write(folder.resolve("key.txt"));
    new Sealer().seal(to -> to.write(plain()), folder.resolve("sealed.age"), identity.recipient());

    age("-d", "-i", "key.txt", "-o", "opened", "sealed.age");

    assertThat(folder.resolve("opened")).hasBinaryContent(plain());
  }

  @Test
  void shouldOpenWhatTheCommandSeals() throws Exception {
    Files.write(folder.resolve("plain"), plain());

    age("-r", identity.recipient().text(), "-o", "sealed.age", "plain");

    byte[] opened =
        new Opener().openMessage(Files.readAllBytes(folder.resolve("sealed.age")), identity);
    assertThat(opened).isEqualTo(plain());
  }

  @Test
  void shouldOpenWithTheCommandWhatWasSealedInStreams() throws Exception {
    identity.write(folder.resolve("key.txt"));
    for (int length : new int[] {1, 65_536, 131_072}) {
      Path sealed = folder.resolve("sealed" + length);
      byte[] plain = new byte[length];
      new Sealer().seal(to -> to.write(plain), sealed, identity.recipient());

      age("-d", "-i", "key.txt", "-o", "opened" + length, sealed.toString());

      assertThat(folder.resolve("opened" + length)).hasSize(length);
    }
  }
}
