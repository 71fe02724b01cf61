package assay.web.resource;

import assay.web.platform.KnownDeployment;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Which contracts this platform follows. */
@Path("deployment")
public class DeploymentResource {

  @Inject private KnownDeployment deployment;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Chain id and contract addresses")
  public String get() {
    return deployment.addresses().toJson();
  }

  @GET
  @Path("manifest")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The manifest as its deployer signed it, byte for byte")
  public String manifest() {
    return deployment.require().toJson();
  }
}
