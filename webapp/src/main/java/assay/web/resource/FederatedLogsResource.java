package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.federated.round.RoundLogJson;
import assay.training.rounds.FederatedJobView;
import assay.training.rounds.FederatedJobs;
import assay.training.rounds.FederatedRounds;
import assay.web.problem.NotFoundHereException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who trains a bounty by rounds, and the rounds, for anybody to check. */
@Path("bounties")
@Produces(MediaType.APPLICATION_JSON)
public class FederatedLogsResource {

  @Inject private FederatedJobs jobs;
  @Inject private FederatedRounds rounds;

  @GET
  @Path("{id}/federated-jobs")
  @Operation(summary = "Federated jobs for a bounty, the newest first")
  public Page<FederatedJobView> list(@PathParam("id") String id, @BeanParam Paging paging) {
    Map<String, Optional<String>> filters = Map.of("bounty", Filters.id(id));
    return paging.page("federated-jobs", "-openedAt", filters, jobs::page);
  }

  @GET
  @Path("{id}/federated-jobs/{coordinator}/log")
  @Operation(summary = "The rounds of a federated job that its coordinator recorded")
  public RoundLogJson.Log log(
      @PathParam("id") String id, @PathParam("coordinator") String coordinator) {
    Address account = new Address(coordinator);
    return rounds
        .log(new BountyId(new Bytes32(id)), account)
        .orElseThrow(() -> new NotFoundHereException("federated job of", account));
  }
}
