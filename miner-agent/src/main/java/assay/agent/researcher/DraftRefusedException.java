package assay.agent.researcher;

import assay.agent.AgentException;
import java.nio.file.Path;

/** A file is no draft of a bounty; the message names the field and what it should be. */
public final class DraftRefusedException extends AgentException {

  DraftRefusedException(Path file, String problem) {
    super("draft-refused", "The draft %s %s.".formatted(file, problem));
  }

  DraftRefusedException(Path file, String problem, Throwable cause) {
    super("draft-refused", "The draft %s %s.".formatted(file, problem), cause);
  }
}
