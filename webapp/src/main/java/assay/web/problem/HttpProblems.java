package assay.web.problem;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * What the HTTP layer itself refuses: unknown paths, methods, media types. Its headers, such as
 * Allow, are kept.
 */
@Provider
public class HttpProblems implements ExceptionMapper<WebApplicationException> {

  @Override
  public Response toResponse(WebApplicationException failure) {
    Response refusal = failure.getResponse();
    return withHeadersOf(refusal, Problem.response(type(failure), detail(failure)));
  }

  private static ProblemType type(WebApplicationException failure) {
    return isUnreadable(failure)
        ? ProblemType.MALFORMED
        : ProblemType.ofStatus(failure.getResponse().getStatus());
  }

  /**
   * A parameter that cannot be read counts as an unknown address in JAX-RS; here it is a value.
   * Servers tell of it by a cause or by a class of their own.
   */
  private static boolean isUnreadable(WebApplicationException failure) {
    boolean isNotFound = failure.getResponse().getStatus() == Status.NOT_FOUND.getStatusCode();
    return isNotFound
        && (failure.getCause() != null || !failure.getClass().equals(NotFoundException.class));
  }

  private static String detail(WebApplicationException failure) {
    return isUnreadable(failure)
        ? "A parameter cannot be read; see /api/v1/openapi.yaml for its form."
        : String.valueOf(failure.getMessage());
  }

  private static Response withHeadersOf(Response refusal, Response problem) {
    Response.ResponseBuilder answer = Response.fromResponse(problem);
    refusal.getHeaders().entrySet().stream()
        .filter(header -> !header.getKey().startsWith("Content-"))
        .forEach(
            header -> header.getValue().forEach(value -> answer.header(header.getKey(), value)));
    return answer.build();
  }
}
