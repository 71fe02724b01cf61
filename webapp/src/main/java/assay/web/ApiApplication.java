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

  /** Keeps Jersey's own JSON binding out of the way of {@link assay.web.resource.Json}. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.jsonFeature", "assay");
  }
}
