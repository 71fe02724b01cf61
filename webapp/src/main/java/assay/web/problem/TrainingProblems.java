package assay.web.problem;

import assay.training.TrainingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What training refuses, with the status of its problem type. */
@Provider
public class TrainingProblems implements ExceptionMapper<TrainingException> {

  @Override
  public Response toResponse(TrainingException failure) {
    return Problem.response(failure.code(), failure, failure.retryAfter());
  }
}
