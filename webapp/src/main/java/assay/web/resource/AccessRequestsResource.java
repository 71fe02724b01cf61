package assay.web.resource;

import assay.chain.Bytes32;
import assay.registry.access.AccessRequest;
import assay.registry.access.AccessRequests;
import assay.registry.catalogue.Catalogue;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.problem.NotFoundHereException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Asking a dataset's owner for access; the owner reads his inbox here. */
@Path("access-requests")
@SignedIn
public class AccessRequestsResource {

  @Inject private AccessRequests requests;
  @Inject private Catalogue catalogue;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** What a miner asks for. */
  public record NewRequest(
      Bytes32 asset, int version, int purpose, Bytes32 bounty, String reason) {}

  @POST
  @Operation(summary = "Ask for access; asking again renews the request")
  public Response ask(NewRequest asked) {
    if (catalogue.asset(asked.asset()).isEmpty()) {
      throw new NotFoundHereException("dataset", asked.asset());
    }
    requests.add(
        new AccessRequest(
            asked.asset(),
            asked.version(),
            caller.account(),
            asked.purpose(),
            asked.bounty(),
            asked.reason(),
            clock.instant()));
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @Operation(summary = "Open requests about the caller's datasets, newest first, at most 1000")
  public List<AccessRequest> inbox() {
    return requests.toOwner(caller.account(), clock.instant());
  }
}
