package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedCallJson;
import assay.training.federated.round.FederatedJobJson;
import assay.training.federated.round.RoundLogJson;
import assay.training.federated.round.SentUpdateJson;
import assay.training.rounds.FederatedJobs;
import assay.training.rounds.FederatedRounds;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.problem.NotFoundHereException;
import assay.web.repeat.Idempotent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Coordinators call the sites of a bounty's datasets to rounds and record what came of them; models
 * and updates go through the content store.
 */
@Path("federated-jobs")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class FederatedJobsResource {

  @Inject private FederatedJobs jobs;
  @Inject private FederatedRounds rounds;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Which bounty the caller's job is for. */
  public record Opened(Bytes32 bounty) {}

  @POST
  @Idempotent
  @Operation(summary = "Open the caller's federated job for a bounty, or go on with it")
  public Response open(Opened opened) {
    jobs.open(caller.account(), new BountyId(opened.bounty()), clock.instant());
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @Operation(summary = "Open jobs for bounties that name a dataset of the caller, the oldest first")
  public List<FederatedJobJson> mine() {
    return jobs.of(caller.account());
  }

  @DELETE
  @Path("{bounty}")
  @Operation(summary = "End the caller's federated job for a bounty; its log stays")
  public void end(@PathParam("bounty") String bounty) {
    jobs.end(caller.account(), bounty(bounty));
  }

  @GET
  @Path("{bounty}/sites")
  @Operation(summary = "The sites that are ready for the caller's job, by address")
  public List<Address> sites(@PathParam("bounty") String bounty) {
    return jobs.sites(caller.account(), bounty(bounty));
  }

  @POST
  @Path("readiness")
  @Operation(summary = "Say that the caller can be called to the rounds of a job")
  public Response ready(FederatedJobJson job) {
    jobs.ready(caller.account(), job.job());
    return Response.noContent().build();
  }

  @POST
  @Path("departures")
  @Operation(summary = "Say that the caller cannot be called any more")
  public Response leave(FederatedJobJson job) {
    jobs.leave(caller.account(), job.job());
    return Response.noContent().build();
  }

  @POST
  @Path("calls")
  @Idempotent
  @Operation(summary = "Call the sites to the round after the last that is recorded")
  public Response call(FederatedCallJson call) {
    rounds.call(caller.account(), call.signed(), clock.instant());
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @Path("{bounty}/{coordinator}/call")
  @Operation(summary = "The round that sites are called to; for them and the coordinator")
  public FederatedCallJson current(
      @PathParam("bounty") String bounty, @PathParam("coordinator") String coordinator) {
    BountyId id = bounty(bounty);
    return rounds
        .current(caller.account(), id, new Address(coordinator))
        .orElseThrow(() -> new NotFoundHereException("call to a round for bounty", id.value()));
  }

  @POST
  @Path("updates")
  @Idempotent
  @Operation(summary = "Say what the caller sent in the round that is on")
  public Response send(SentUpdateJson update) {
    rounds.send(caller.account(), update.sent());
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @Path("{bounty}/updates")
  @Operation(summary = "What sites sent to the caller's newest call, by site")
  public List<SentUpdateJson> updates(@PathParam("bounty") String bounty) {
    return rounds.updates(caller.account(), bounty(bounty));
  }

  @POST
  @Path("rounds")
  @Idempotent
  @Operation(summary = "Record a round of the caller's job for everybody, which ends its call")
  public Response record(RoundLogJson.Recorded round) {
    rounds.record(caller.account(), round.entry(), clock.instant());
    return Response.status(Response.Status.CREATED).build();
  }

  private static BountyId bounty(String id) {
    return new BountyId(new Bytes32(id));
  }
}
