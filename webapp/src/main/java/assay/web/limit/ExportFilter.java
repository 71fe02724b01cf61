package assay.web.limit;

import assay.chain.Address;
import assay.web.account.Caller;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Gives whoever asks for a {@link LimitedExport} a place, or refuses where there is none. */
@Provider
@LimitedExport
@Priority(Priorities.AUTHORIZATION + 100)
public class ExportFilter implements ContainerRequestFilter {

  @Inject private ExportPlace place;
  @Inject private Caller caller;

  @Override
  public void filter(ContainerRequestContext request) {
    place.take(
        caller.known().map(Address::hex).orElseGet(() -> RemoteAddress.of(request).network()));
  }
}
