package assay.web.problem;

import jakarta.ws.rs.core.Response;

/**
 * A problem document (RFC 9457).
 *
 * @param type {@code urn:assay:problem:} and a stable code
 * @param title the HTTP status in words
 * @param status the HTTP status
 * @param detail what happened and what to do
 */
public record Problem(String type, String title, int status, String detail) {

  private static final String MEDIA_TYPE = "application/problem+json";

  /** The answer that carries a problem of that code. */
  static Response response(Response.Status status, String code, String detail) {
    Problem problem =
        new Problem(
            "urn:assay:problem:" + code, status.getReasonPhrase(), status.getStatusCode(), detail);
    return Response.status(status).type(MEDIA_TYPE).entity(problem).build();
  }
}
