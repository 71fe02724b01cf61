package assay.web.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;

/**
 * What the HTTP layer itself refuses: unknown paths, methods, media types. Its headers, such as
 * Allow, are kept.
 */
@Provider
public class HttpProblems implements ExceptionMapper<WebApplicationException> {

  @Override
  public Response toResponse(WebApplicationException failure) {
    Status status = Status.fromStatusCode(failure.getResponse().getStatus());
    Status known = status == null ? Status.BAD_REQUEST : status;
    Response problem =
        Problem.response(
            known,
            known.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            String.valueOf(failure.getMessage()));
    return withHeadersOf(failure.getResponse(), problem);
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
