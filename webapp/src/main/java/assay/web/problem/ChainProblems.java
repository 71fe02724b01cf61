package assay.web.problem;

import assay.chain.ChainException;
import assay.chain.RevertedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The chain is not to be had now, or a contract would refuse what is asked. */
@Provider
public class ChainProblems implements ExceptionMapper<ChainException> {

  @Override
  public Response toResponse(ChainException failure) {
    if (failure instanceof RevertedException revert) {
      String words = "The contract would refuse it: " + revert.reason() + ".";
      return Problem.response(ProblemType.CONTRACT_REVERTED, words);
    }
    return Problem.response(failure.code(), failure);
  }
}
