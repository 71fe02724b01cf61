package assay.web.problem;

import assay.chain.ChainException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What the chain's client refuses: mostly that the chain is not to be had now. */
@Provider
public class ChainProblems implements ExceptionMapper<ChainException> {

  @Override
  public Response toResponse(ChainException failure) {
    return Problem.response(failure.code(), failure);
  }
}
