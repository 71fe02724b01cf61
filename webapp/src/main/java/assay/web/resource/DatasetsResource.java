package assay.web.resource;

import assay.chain.Bytes32;
import assay.registry.catalogue.AssetView;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.GrantView;
import assay.web.problem.NotFoundHereException;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Datasets and who may read them. Open to everyone: the chain is public. */
@Path("datasets")
public class DatasetsResource {

  private static final int DATASET = 0;
  private static final int PAGE = 50;

  @Inject private Catalogue catalogue;

  @GET
  @Operation(summary = "Registered datasets, by id")
  public Page<AssetView> list(@QueryParam("after") @DefaultValue("") String after) {
    List<AssetView> found = catalogue.assets(DATASET, after, PAGE + 1);
    if (found.size() <= PAGE) {
      return new Page<>(found, Optional.empty());
    }
    List<AssetView> page = found.subList(0, PAGE);
    return new Page<>(page, Optional.of(page.get(PAGE - 1).id().hex()));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One dataset with its versions")
  public AssetView get(@PathParam("id") String id) {
    Bytes32 asset = new Bytes32(id);
    return catalogue
        .asset(asset)
        .filter(found -> found.kind() == DATASET)
        .orElseThrow(() -> new NotFoundHereException("dataset", asset));
  }

  @GET
  @Path("{id}/grants")
  @Operation(summary = "Who was granted what on a dataset, newest first")
  public List<GrantView> grants(@PathParam("id") String id) {
    return catalogue.grantsOn(new Bytes32(id));
  }
}
