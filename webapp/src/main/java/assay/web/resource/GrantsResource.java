package assay.web.resource;

import assay.chain.Bytes32;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.GrantView;
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
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Read-only rights as the final chain has them. */
@Path("grants")
@Produces(MediaType.APPLICATION_JSON)
public class GrantsResource {

  @Inject private Catalogue catalogue;

  @GET
  @Operation(summary = "Grants of one grantee or grantor, newest first")
  public Page<GrantView> list(
      @BeanParam Paging paging,
      @QueryParam("grantee") @DefaultValue("") String grantee,
      @QueryParam("grantor") @DefaultValue("") String grantor) {
    Map<String, Optional<String>> filters =
        Map.of("grantee", Filters.account(grantee), "grantor", Filters.account(grantor));
    return paging.page("grants", "-grantedAt", filters, catalogue::grants);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One grant")
  public GrantView get(@PathParam("id") String id) {
    return catalogue
        .grant(new Bytes32(id))
        .orElseThrow(() -> new NotFoundHereException("grant", id));
  }
}
