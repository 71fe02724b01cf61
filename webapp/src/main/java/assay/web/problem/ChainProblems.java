package assay.web.problem;

import assay.chain.ChainException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The chain is not to be had now. */
@Provider
public class ChainProblems implements ExceptionMapper<ChainException> {

  @Override
  public Response toResponse(ChainException failure) {
    return Problem.response(
        Status.SERVICE_UNAVAILABLE, failure.code(), String.valueOf(failure.getMessage()));
  }
}
