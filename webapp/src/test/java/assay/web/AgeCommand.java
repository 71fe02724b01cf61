package assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.registry.dataset.SharingLevel;
import assay.registry.publish.SealedFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The stock {@code age} command.
 *
 * @param folder for its log
 */
record AgeCommand(Path folder) {

  private static final int PATIENCE_SECONDS = 60;

  /** Runs it to its end. */
  void run(String... arguments) throws IOException, InterruptedException {
    requireSuccess(start(List.of(arguments), Redirect.DISCARD));
  }

  /** The hash of what it opens. */
  String sha256OfOpened(SealedFolder sealed)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    String identity = sealed.identityFile().toString();
    Process age =
        start(
            List.of("-d", "-i", identity, sealed.payload(SharingLevel.L1).toString()),
            Redirect.PIPE);
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    try (DigestInputStream in = new DigestInputStream(age.getInputStream(), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    requireSuccess(age);
    return Bytes32.of(sha256.digest()).hex();
  }

  private Process start(List<String> arguments, Redirect output) throws IOException {
    List<String> command = Stream.concat(Stream.of("age"), arguments.stream()).toList();
    return new ProcessBuilder(command).redirectOutput(output).redirectError(log().toFile()).start();
  }

  private void requireSuccess(Process process) throws IOException, InterruptedException {
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0).as(Files.readString(log())).isTrue();
  }

  private Path log() {
    return folder.resolve("age.log");
  }
}
