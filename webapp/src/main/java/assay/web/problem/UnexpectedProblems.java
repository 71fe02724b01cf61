package assay.web.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Whatever nobody foresaw: logged whole here, told without its inside. */
@Provider
public class UnexpectedProblems implements ExceptionMapper<RuntimeException> {

  @Override
  public Response toResponse(RuntimeException failure) {
    return Problem.unexpected(failure);
  }
}
