package assay.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * How long browsers keep the portal's files: those named by their content for ever, the page that
 * names them not at all. A reproducible build dates every file alike, so a server's own date and
 * size cannot tell an old page from a new one.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PortalCaching implements Filter {

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest asked
        && response instanceof HttpServletResponse answer) {
      String path = asked.getRequestURI().substring(asked.getContextPath().length());
      if (path.startsWith("/assets/") && isThere(request, path)) {
        answer.setHeader("Cache-Control", FOR_EVER);
      } else if (path.isEmpty() || path.equals("/") || path.equals("/index.html")) {
        answer.setHeader("Cache-Control", "no-store");
      }
    }
    chain.doFilter(request, response);
  }

  // While nodes of two versions run side by side, one lacks the other's files: not for ever.
  private static boolean isThere(ServletRequest request, String path) throws IOException {
    return request.getServletContext().getResource(path) != null;
  }
}
