package assay.web.resource;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The API's description (OpenAPI 3.1), which is its contract: what it says is built. */
@Path("openapi.yaml")
public class DescriptionResource {

  @GET
  @Produces("application/yaml")
  @Operation(summary = "This description")
  public byte[] get() throws IOException {
    try (InputStream file = DescriptionResource.class.getResourceAsStream("/openapi.yaml")) {
      return Objects.requireNonNull(file, "openapi.yaml is missing from the program.")
          .readAllBytes();
    }
  }
}
