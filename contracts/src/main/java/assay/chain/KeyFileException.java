package assay.chain;

import java.nio.file.Path;

/** A key file is missing, unreadable, open to others or does not open with its password. */
public final class KeyFileException extends ChainException {

  public KeyFileException(Path file, String problem) {
    super("key-file", "Key file %s %s".formatted(file, problem));
  }

  public KeyFileException(Path file, String problem, Throwable cause) {
    super("key-file", "Key file %s %s".formatted(file, problem), cause);
  }
}
