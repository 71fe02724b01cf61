package assay.web;

import assay.web.platform.PlatformSettings;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Headers that keep a browser from doing what the portal never asks for (OWASP Secure Headers).
 * Where users come by https they are told to come by nothing else for a year (RFC 6797).
 */
@WebFilter(
    urlPatterns = "/*",
    // Some refusals of the server reach no other filter.
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR},
    asyncSupported = true)
public class SecurityHeaders implements Filter {

  static final String CONTENT_SECURITY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none';"
          + " form-action 'self'";

  private static final String A_YEAR = "max-age=31536000";

  @Inject private PlatformSettings settings;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (response instanceof HttpServletResponse http) {
      http.setHeader("Content-Security-Policy", CONTENT_SECURITY);
      http.setHeader("X-Content-Type-Options", "nosniff");
      http.setHeader("X-Frame-Options", "DENY");
      http.setHeader("Referrer-Policy", "no-referrer");
      if (settings.signIn().isByHttps()) {
        http.setHeader("Strict-Transport-Security", A_YEAR);
      }
    }
    chain.doFilter(request, response);
  }
}
