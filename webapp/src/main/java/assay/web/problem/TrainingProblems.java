package assay.web.problem;

import assay.training.TrainingException;
import assay.training.pools.PoolRefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What training refuses, with the status that fits the kind of refusal. */
@Provider
public class TrainingProblems implements ExceptionMapper<TrainingException> {

  @Override
  public Response toResponse(TrainingException failure) {
    return Problem.response(status(failure), failure.code(), String.valueOf(failure.getMessage()));
  }

  private static Status status(TrainingException failure) {
    return failure instanceof PoolRefusedException refused
        ? status(refused.kind())
        : Status.BAD_REQUEST;
  }

  private static Status status(PoolRefusedException.Kind kind) {
    return switch (kind) {
      case FORBIDDEN -> Status.FORBIDDEN;
      case CONFLICT -> Status.CONFLICT;
      case UNKNOWN -> Status.NOT_FOUND;
      case TOO_MANY -> Status.TOO_MANY_REQUESTS;
    };
  }
}
