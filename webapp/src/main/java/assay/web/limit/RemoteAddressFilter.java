package assay.web.limit;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;

/** Hands the resources' filters what JAX-RS does not tell: where a request came from. */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class RemoteAddressFilter implements Filter {

  /** The property of a request that has its {@link RemoteAddress}. */
  static final String PROPERTY = "assay.remote.address";

  @Inject private RequestLimits limits;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http) {
      request.setAttribute(PROPERTY, RemoteAddress.of(request.getRemoteAddr(), forwarded(http)));
    }
    chain.doFilter(request, response);
  }

  /** Some proxies write a line of their own below those of whoever asks. */
  private String forwarded(HttpServletRequest request) {
    return limits.isForwarded()
        ? String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")))
        : "";
  }
}
