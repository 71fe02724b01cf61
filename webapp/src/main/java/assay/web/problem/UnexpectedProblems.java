package assay.web.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever nobody foresaw: logged whole here, told without its inside. */
@Provider
public class UnexpectedProblems implements ExceptionMapper<RuntimeException> {

  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedProblems.class);

  @Override
  public Response toResponse(RuntimeException failure) {
    LOG.error("A request failed unexpectedly.", failure);
    return Problem.response(
        Status.INTERNAL_SERVER_ERROR,
        "unexpected",
        "The platform failed in a way nobody foresaw; its log has the cause.");
  }
}
