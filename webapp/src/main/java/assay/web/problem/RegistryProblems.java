package assay.web.problem;

import assay.registry.RegistryException;
import assay.web.account.MissingScopeException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What the registry refuses, with the status of its problem type. */
@Provider
public class RegistryProblems implements ExceptionMapper<RegistryException> {

  @Override
  public Response toResponse(RegistryException failure) {
    Response problem = Problem.response(failure.code(), failure, failure.retryAfter());
    if (failure instanceof MissingScopeException missing) {
      return challenging(
          problem, "Bearer error=\"insufficient_scope\", scope=\"%s\"".formatted(missing.scope()));
    }
    return problem.getStatus() == Status.UNAUTHORIZED.getStatusCode()
        ? challenging(problem, "Bearer")
        : problem;
  }

  /** RFC 6750, section 3. */
  private static Response challenging(Response problem, String challenge) {
    return Response.fromResponse(problem).header(HttpHeaders.WWW_AUTHENTICATE, challenge).build();
  }
}
