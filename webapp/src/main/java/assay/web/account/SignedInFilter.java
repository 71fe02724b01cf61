package assay.web.account;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests with a valid bearer token (RFC 6750) through to {@link SignedIn} resources.
 */
@Provider
@SignedIn
@Priority(Priorities.AUTHENTICATION)
public class SignedInFilter implements ContainerRequestFilter {

  private static final String SCHEME = "Bearer ";

  @Inject private Accounts accounts;
  @Inject private Caller caller;

  @Override
  public void filter(ContainerRequestContext request) {
    caller.identify(
        accounts
            .accountOf(token(request.getHeaderString(HttpHeaders.AUTHORIZATION)))
            .orElseThrow(NotSignedInException::new));
  }

  /** The token of an Authorization header; empty text if there is none. */
  public static String token(@Nullable String header) {
    return header != null && header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : "";
  }
}
