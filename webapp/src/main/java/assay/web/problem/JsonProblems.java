package assay.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The request's body is not the JSON that the resource reads. */
@Provider
public class JsonProblems implements ExceptionMapper<JsonProcessingException> {

  @Override
  public Response toResponse(JsonProcessingException failure) {
    return Problem.response(Status.BAD_REQUEST, "malformed", failure.getOriginalMessage());
  }
}
