package assay.web.problem;

import jakarta.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A problem document (RFC 9457).
 *
 * @param type one of {@link ProblemType}
 * @param title the HTTP status in words
 * @param status the HTTP status
 * @param detail what happened and what to do
 */
public record Problem(String type, String title, int status, String detail) {

  /** Its media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger(Problem.class);

  /** The code of its type. */
  public String code() {
    return type.substring(type.lastIndexOf(':') + 1);
  }

  /** The problem in these words. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type.uri(), type.title(), type.status(), detail);
  }

  /** The answer that carries a problem of that type. */
  static Response response(ProblemType type, String detail) {
    return Response.status(type.status()).type(MEDIA_TYPE).entity(of(type, detail)).build();
  }

  /** The answer to an exception of ours; one whose code nobody catalogued is a fault of ours. */
  static Response response(String code, RuntimeException failure) {
    return ProblemType.of(code)
        .map(type -> response(type, String.valueOf(failure.getMessage())))
        .orElseGet(() -> unexpected(failure));
  }

  /** Logged whole here, told without its inside. */
  static Response unexpected(RuntimeException failure) {
    LOG.error("A request failed unexpectedly.", failure);
    return response(
        ProblemType.UNEXPECTED,
        "The platform failed in a way nobody foresaw; its log has the cause.");
  }
}
