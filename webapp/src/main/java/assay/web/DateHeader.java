package assay.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;

/**
 * Says in every answer what time it is here, which a server with a clock has to (RFC 9110, section
 * 6.6.1) and Payara Micro does not: agents sign in by the platform's clock, theirs may be off.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class DateHeader implements Filter {

  private final Clock clock = Clock.systemUTC();

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (response instanceof HttpServletResponse http) {
      http.setDateHeader("Date", clock.millis());
    }
    chain.doFilter(request, response);
  }
}
