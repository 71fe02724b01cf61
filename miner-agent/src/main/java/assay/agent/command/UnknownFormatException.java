package assay.agent.command;

import assay.agent.AgentException;
import java.nio.file.Path;

/** A file whose name does not say which known format it is to have. */
final class UnknownFormatException extends AgentException {

  UnknownFormatException(Path file) {
    super(
        "unknown-format",
        "What " + file + " is to be its name does not tell; let it end in .h5 or .npz.");
  }
}
