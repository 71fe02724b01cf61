package assay.web.account;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Finds out who calls, by a token of a sign-in or an API key (RFC 6750); refuses nobody. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class CallerFilter implements ContainerRequestFilter {

  @Inject private Accounts accounts;
  @Inject private ApiKeys keys;
  @Inject private Caller caller;

  @Override
  public void filter(ContainerRequestContext request) {
    String token = SignedInFilter.token(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    identity(token).ifPresent(caller::identify);
  }

  private Optional<Identity> identity(String token) {
    return token.startsWith(ApiKeys.BEGINNING)
        ? keys.identityOf(token)
        : accounts.accountOf(token).map(Identity::signedIn);
  }
}
