package assay.web.resource;

import assay.chain.Address;
import assay.training.pool.InventoryJson;
import assay.training.pools.Pools;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.problem.NotFoundHereException;
import assay.web.repeat.Idempotent;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What miners say is in their rigs; the hash of what one says stands on the chain. */
@Path("rigs")
@Produces(MediaType.APPLICATION_JSON)
public class RigsResource {

  @Inject private Pools pools;
  @Inject private Caller caller;

  @POST
  @SignedIn
  @Idempotent
  @Operation(summary = "Publish the caller's inventory, whose hash the final chain has")
  public Response publish(
      @HeaderParam(HttpHeaders.IF_MATCH) @DefaultValue("") String ifMatch, InventoryJson rig) {
    pools.publish(caller.account(), rig.signed(), new IfMatch(ifMatch)::require);
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @Operation(summary = "Inventories, by miner")
  public Page<InventoryJson> list(@BeanParam Paging paging) {
    return paging.page("rigs", "miner", Map.of(), pools::rigs);
  }

  @GET
  @Path("{miner}")
  @Operation(summary = "One miner's inventory")
  public InventoryJson get(@PathParam("miner") String miner) {
    Address account = new Address(miner);
    return pools.inventory(account).orElseThrow(() -> new NotFoundHereException("rig", account));
  }
}
