package assay.agent.platform;

import assay.agent.AgentException;
import java.net.URI;

/** The platform did not answer, or not as a platform does. */
public final class PlatformUnreachableException extends AgentException {

  public PlatformUnreachableException(URI platform, Throwable cause) {
    super("platform-unreachable", message(platform, String.valueOf(cause)), cause);
  }

  public PlatformUnreachableException(URI platform, String answer) {
    super("platform-unreachable", message(platform, answer));
  }

  private static String message(URI platform, String reason) {
    return "The platform at %s does not answer as it should (%s); check that it runs. Work that needs only the chain goes on."
        .formatted(platform, reason);
  }
}
