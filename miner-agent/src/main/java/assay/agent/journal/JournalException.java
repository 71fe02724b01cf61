package assay.agent.journal;

import assay.agent.AgentException;
import java.nio.file.Path;

/** The journal cannot be read or written, so nothing irreversible may be done. */
public final class JournalException extends AgentException {

  public JournalException(Path file, String problem) {
    super("journal", message(file, problem));
  }

  public JournalException(Path file, String problem, Throwable cause) {
    super("journal", message(file, problem), cause);
  }

  private static String message(Path file, String problem) {
    return "Journal %s %s The agent stops rather than act without writing it down."
        .formatted(file, problem);
  }
}
