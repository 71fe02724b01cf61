package assay.agent.platform;

import assay.agent.AgentException;
import java.net.URI;
import javax.net.ssl.SSLException;

/** The platform did not answer, or not as a platform does. */
public final class PlatformUnreachableException extends AgentException {

  public PlatformUnreachableException(URI platform, Throwable cause) {
    super("platform-unreachable", message(platform, cause), cause);
  }

  public PlatformUnreachableException(URI platform, String answer) {
    super("platform-unreachable", message(platform, answer));
  }

  private static String message(URI platform, Throwable cause) {
    return cause instanceof SSLException
        ? "The platform at %s is not who it says it is: its certificate is not accepted (%s), and nothing was sent. Check the address, this machine's clock, and the certificate with the operator."
            .formatted(platform, cause.getMessage())
        : message(platform, String.valueOf(cause));
  }

  private static String message(URI platform, String reason) {
    return "The platform at %s does not answer as it should (%s); check that it runs. Work that needs only the chain goes on."
        .formatted(platform, reason);
  }
}
