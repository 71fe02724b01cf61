package assay.web.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
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

  /**
   * The answer to an exception of ours that says after how long the same might be accepted; told in
   * whole seconds (RFC 9110, section 10.2.3).
   */
  static Response response(String code, RuntimeException failure, Optional<Duration> retryAfter) {
    Response problem = response(code, failure);
    return retryAfter
        .map(time -> Math.max(1, time.plusNanos(999_999_999).toSeconds()))
        .map(
            seconds ->
                Response.fromResponse(problem).header(HttpHeaders.RETRY_AFTER, seconds).build())
        .orElse(problem);
  }

  /** Logged whole here, told without its inside. */
  static Response unexpected(RuntimeException failure) {
    LOG.error("A request failed unexpectedly.", failure);
    return response(
        ProblemType.UNEXPECTED,
        "The platform failed in a way nobody foresaw; its log has the cause.");
  }
}
