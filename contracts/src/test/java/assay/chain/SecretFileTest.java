package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

  @TempDir private Path folder;

  @Test
  void shouldLeaveTheWholeSecretForItsOwnerAloneAndNothingElse() throws IOException {
    Path file = folder.resolve("secret");

    SecretFile.write(file, "correct horse");

    assertThat(file).hasContent("correct horse");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(names()).containsExactly("secret");
  }

  @Test
  void shouldNeverReplaceASecret() throws IOException {
    Path file = folder.resolve("secret");
    SecretFile.write(file, "correct horse");

    assertThatThrownBy(() -> SecretFile.write(file, "battery staple"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("correct horse");
    assertThat(names()).containsExactly("secret");
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
