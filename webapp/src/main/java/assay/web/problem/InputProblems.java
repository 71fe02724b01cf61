package assay.web.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A value of the request was refused by the type it was read into. */
@Provider
public class InputProblems implements ExceptionMapper<IllegalArgumentException> {

  @Override
  public Response toResponse(IllegalArgumentException failure) {
    return Problem.response(ProblemType.MALFORMED, String.valueOf(failure.getMessage()));
  }
}
