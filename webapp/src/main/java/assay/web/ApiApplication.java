package assay.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;

/** Version 1 of the API; portal, agents and labs use the same one. */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Assay",
            version = "1",
            description =
                "Datasets, grants, bounties, submissions and evaluations as the final chain has"
                    + " them, and the mailbox of sealed envelopes.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
public class ApiApplication extends Application {

  /**
   * Keeps other JSON bindings out of the way of {@link assay.web.resource.Json}: Jersey's own, and
   * the plain provider that Jackson's jar announces as a service. Where both ours and the plain one
   * are known, first requests that come at the same moment may settle on the plain one for good.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        "jersey.config.jsonFeature", "assay",
        "jersey.config.disableMetainfServicesLookup", true,
        "jersey.config.server.disableMetainfServicesLookup", true);
  }
}
