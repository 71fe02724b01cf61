package assay.web.resource;

import assay.chain.Address;
import assay.registry.catalogue.ActorView;
import assay.registry.catalogue.Catalogue;
import assay.training.bounties.Bounties;
import assay.training.bounties.EarningView;
import assay.training.bounties.SeatView;
import assay.training.bounties.SubmittedView;
import assay.training.bounties.Work;
import assay.web.problem.NotFoundHereException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who takes part, and the recipient to seal to. */
@Path("actors")
@Produces(MediaType.APPLICATION_JSON)
public class ActorsResource {

  private static final Set<String> ROLES = Set.of("1", "2", "4", "8", "16", "32");

  @Inject private Catalogue catalogue;
  @Inject private Bounties bounties;
  @Inject private Work work;

  @GET
  @Operation(summary = "Actors, by address")
  public Page<ActorView> list(
      @BeanParam Paging paging, @QueryParam("role") @DefaultValue("") String role) {
    return paging.page(
        "actors", "address", Map.of("role", Filters.word(role, ROLES)), catalogue::actors);
  }

  @GET
  @Path("{address}")
  @Operation(summary = "One actor with its present age recipient")
  public ActorView get(@PathParam("address") String address) {
    Address account = new Address(address);
    return catalogue.actor(account).orElseThrow(() -> new NotFoundHereException("actor", account));
  }

  @GET
  @Path("{address}/earnings")
  @Operation(summary = "What an account got out of bounties, the newest first, at most 500")
  public List<EarningView> earnings(@PathParam("address") String address) {
    return bounties.earnings(new Address(address));
  }

  @GET
  @Path("{address}/submissions")
  @Operation(summary = "What a miner submitted, the newest commits first, at most 500")
  public List<SubmittedView> submissions(@PathParam("address") String address) {
    return work.submitted(new Address(address));
  }

  @GET
  @Path("{address}/seats")
  @Operation(summary = "Panels that an evaluator sits on or sat on, the newest first, at most 500")
  public List<SeatView> seats(@PathParam("address") String address) {
    return work.seats(new Address(address));
  }
}
