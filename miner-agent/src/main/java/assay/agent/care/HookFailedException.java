package assay.agent.care;

import assay.agent.AgentException;
import java.nio.file.Path;

/** A program that must run before training did not end well. */
public final class HookFailedException extends AgentException {

  public HookFailedException(Path program, String how) {
    super(
        "hook-failed",
        "No training begins: the program %s %s; see to it, it is tried again."
            .formatted(program, how));
  }
}
