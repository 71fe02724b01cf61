package assay.agent.command;

import assay.agent.AgentException;
import java.nio.file.Path;

/** Another program's model file that was read in a limited child and not taken. */
final class ImportRefusedException extends AgentException {

  ImportRefusedException(Path file, String why) {
    super("import-refused", "The file " + file + " is not taken: " + why);
  }
}
