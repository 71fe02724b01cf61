package assay.chain;

import java.io.IOException;

/** A file that only one program may write has a writer already. */
public final class FileInUseException extends IOException {

  private static final long serialVersionUID = 1L;

  FileInUseException(String problem) {
    super(problem);
  }

  FileInUseException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
