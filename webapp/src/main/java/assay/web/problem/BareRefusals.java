package assay.web.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/**
 * Gives refusals a problem document that the HTTP layer makes without one and without an exception,
 * such as that of a header which cannot be parsed.
 */
@Provider
public class BareRefusals implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() >= Status.BAD_REQUEST.getStatusCode() && !response.hasEntity()) {
      ProblemType type = ProblemType.ofStatus(response.getStatus());
      response.setEntity(
          Problem.of(type, type.meaning()),
          new Annotation[0],
          MediaType.valueOf(Problem.MEDIA_TYPE));
      response.setStatus(type.status());
    }
  }
}
