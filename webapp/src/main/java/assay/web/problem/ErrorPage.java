package assay.web.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells as a problem what the server refuses beside the API, such as {@code /WEB-INF} and files
 * that are not there, instead of a page of the server's own. WEB-INF/web.xml sends every error
 * here; whoever asks for the page itself gets 404.
 */
@WebServlet(ErrorPage.PATH)
public class ErrorPage extends HttpServlet {

  static final String PATH = "/problem";

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whatever the method was: the answer to it is the same. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ProblemType type = ProblemType.ofStatus(status(request));
    response.setStatus(type.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(JSON.writeValueAsBytes(Problem.of(type, type.meaning())));
  }

  private static int status(HttpServletRequest request) {
    boolean isError =
        request.getDispatcherType() == DispatcherType.ERROR
            && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer;
    return isError
        ? (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)
        : HttpServletResponse.SC_NOT_FOUND;
  }
}
