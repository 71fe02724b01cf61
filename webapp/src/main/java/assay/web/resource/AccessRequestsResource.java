package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.access.AccessRequest;
import assay.registry.access.AccessRequests;
import assay.registry.access.Answer;
import assay.registry.access.AnsweredRequest;
import assay.registry.catalogue.Catalogue;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.problem.NotFoundHereException;
import assay.web.repeat.Idempotent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Asking a dataset's owner for access; the owner reads his inbox here. */
@Path("access-requests")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class AccessRequestsResource {

  @Inject private AccessRequests requests;
  @Inject private Catalogue catalogue;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** What a miner asks for. */
  public record NewRequest(
      Bytes32 asset, int version, int purpose, Bytes32 bounty, String reason) {}

  /**
   * What an owner says to a request.
   *
   * @param granted whether he gave the grant, which is on the chain
   * @param because his words for the one who asked
   */
  public record NewAnswer(
      Bytes32 asset,
      int version,
      Address grantee,
      int purpose,
      Bytes32 bounty,
      boolean granted,
      String because) {

    AnsweredRequest at(Instant now) {
      return new AnsweredRequest(
          new AccessRequest(asset, version, grantee, purpose, bounty, "", now),
          granted ? Answer.GRANTED : Answer.DENIED,
          because);
    }
  }

  @POST
  @Idempotent
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

  @POST
  @Path("answers")
  @Idempotent
  @Operation(summary = "Tell who asked about a dataset of the caller's what came of it")
  public Response answer(NewAnswer said) {
    Instant now = clock.instant();
    requests.answer(caller.account(), said.at(now), now);
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @Path("mine")
  @Operation(summary = "What the caller asked for, and what was said to it, newest first")
  public List<AnsweredRequest> mine() {
    return requests.by(caller.account(), clock.instant());
  }

  @GET
  @Operation(summary = "Open requests about the caller's datasets, newest first, at most 1000")
  public List<AccessRequest> inbox() {
    return requests.toOwner(caller.account(), clock.instant());
  }
}
