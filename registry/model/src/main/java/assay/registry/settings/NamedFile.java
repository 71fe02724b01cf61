package assay.registry.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A file that a setting names. */
final class NamedFile {

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private NamedFile() {}

  /** Why it cannot serve; a secret must be its owner's alone. */
  static Optional<String> problem(Path file, boolean isSecret) {
    if (!Files.isRegularFile(file)) {
      return Optional.of("names a file that is not there");
    }
    if (!Files.isReadable(file)) {
      return Optional.of("names a file that this account cannot read");
    }
    return isSecret && isOpenToOthers(file)
        ? Optional.of("names a secret that others can read; chmod 600 it")
        : Optional.empty();
  }

  private static boolean isOpenToOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
    } catch (IOException e) {
      throw new UncheckedIOException("The permissions of " + file + " cannot be read.", e);
    }
  }
}
