package assay.agent.home;

import assay.agent.AgentException;
import java.nio.file.Path;

/** The agent's home folder is missing something or has a setting that is not one. */
public final class HomeException extends AgentException {

  public HomeException(Path place, String problem) {
    super("home", "%s %s".formatted(place, problem));
  }

  public HomeException(Path place, String problem, Throwable cause) {
    super("home", "%s %s".formatted(place, problem), cause);
  }
}
