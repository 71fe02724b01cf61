package assay.web.resource;

import assay.chain.Address;
import assay.registry.catalogue.ActorView;
import assay.registry.catalogue.Catalogue;
import assay.web.problem.NotFoundHereException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who takes part, and the recipient to seal to. */
@Path("actors")
@Produces(MediaType.APPLICATION_JSON)
public class ActorsResource {

  @Inject private Catalogue catalogue;

  @GET
  @Path("{address}")
  @Operation(summary = "One actor with its present age recipient")
  public ActorView get(@PathParam("address") String address) {
    Address account = new Address(address);
    return catalogue.actor(account).orElseThrow(() -> new NotFoundHereException("actor", account));
  }
}
