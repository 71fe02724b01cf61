package assay.web.resource;

import assay.chain.Deployment;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Which contracts this platform follows. */
@Path("deployment")
public class DeploymentResource {

  @Inject private Deployment deployment;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Chain id and contract addresses")
  public String get() {
    return deployment.toJson();
  }
}
