package assay.web.resource;

import assay.chain.Address;
import assay.training.pool.PoolJson;
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

/** Pools as their operators describe them; everybody checks the signatures himself. */
@Path("pools")
@Produces(MediaType.APPLICATION_JSON)
public class PoolsResource {

  @Inject private Pools pools;
  @Inject private Caller caller;

  @POST
  @SignedIn
  @Idempotent
  @Operation(summary = "Describe the caller's pool, in the place of what he said before")
  public Response announce(
      @HeaderParam(HttpHeaders.IF_MATCH) @DefaultValue("") String ifMatch, PoolJson pool) {
    pools.announce(caller.account(), pool.signed(), new IfMatch(ifMatch)::require);
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @Operation(summary = "Pools, the newest description first")
  public Page<PoolJson> list(@BeanParam Paging paging) {
    return paging.page("pools", "-signedAt", Map.of(), pools::page);
  }

  @GET
  @Path("{operator}")
  @Operation(summary = "One pool")
  public PoolJson get(@PathParam("operator") String operator) {
    Address account = new Address(operator);
    return pools.find(account).orElseThrow(() -> new NotFoundHereException("pool", account));
  }
}
