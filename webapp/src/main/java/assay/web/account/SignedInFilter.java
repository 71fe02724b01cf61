package assay.web.account;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests with a valid token, or an API key of the right scope, through to {@link
 * SignedIn} resources.
 */
@Provider
@SignedIn
@Priority(Priorities.AUTHORIZATION)
public class SignedInFilter implements ContainerRequestFilter {

  private static final String SCHEME = "Bearer ";

  @Inject private Caller caller;

  @Context
  @SuppressWarnings({"FieldCanBeFinal", "NullAway.Init"}) // JAX-RS sets it.
  private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    Identity identity = caller.identity().orElseThrow(NotSignedInException::new);
    Scope required = Scope.of(resource.getResourceMethod());
    if (!identity.may(required)) {
      throw new MissingScopeException(required);
    }
  }

  /** The token of an Authorization header; empty text if there is none. */
  public static String token(@Nullable String header) {
    return header != null && header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : "";
  }
}
