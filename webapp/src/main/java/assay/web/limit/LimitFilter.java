package assay.web.limit;

import assay.chain.Address;
import assay.web.account.Caller;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Refuses whoever asks too often, by his account, or by his address where he has none. */
@Provider
@Priority(Priorities.AUTHENTICATION + 100)
public class LimitFilter implements ContainerRequestFilter {

  @Inject private RequestLimits limits;
  @Inject private Caller caller;

  @Override
  public void filter(ContainerRequestContext request) {
    Optional<Address> account = caller.known();
    if (account.isPresent()) {
      limits.count(account.get());
    } else {
      limits.count(RemoteAddress.of(request));
    }
  }
}
