package assay.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Collectors;

/** The request's body is not the JSON that the resource reads. */
@Provider
public class JsonProblems implements ExceptionMapper<JsonProcessingException> {

  @Override
  public Response toResponse(JsonProcessingException failure) {
    return Problem.response(ProblemType.MALFORMED, detail(failure));
  }

  /** In the words of the refused value where there are some; never with names of classes. */
  private static String detail(JsonProcessingException failure) {
    if (failure.getCause() instanceof IllegalArgumentException refusal) {
      return "The body is refused%s: %s".formatted(place(failure), refusal.getMessage());
    }
    return "The body is not the JSON that is read here%s; see /api/v1/openapi.yaml for its fields."
        .formatted(place(failure));
  }

  private static String place(JsonProcessingException failure) {
    if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return " at '%s'"
          .formatted(
              mapping.getPath().stream()
                  .map(step -> String.valueOf(step.getFieldName()))
                  .collect(Collectors.joining(".")));
    }
    return "";
  }
}
