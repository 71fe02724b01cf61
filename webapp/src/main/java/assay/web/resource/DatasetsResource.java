package assay.web.resource;

import assay.chain.Bytes32;
import assay.registry.accesslog.LogFormat;
import assay.registry.catalogue.AssetView;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.GrantView;
import assay.registry.catalogue.VersionView;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.Manifest;
import assay.registry.mailbox.AccessLogs;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
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
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Datasets and who may read them. Open to everyone, for the chain is public; who fetched a key is
 * not on the chain, and the dataset's owner's alone to know.
 */
@Path("datasets")
@Produces(MediaType.APPLICATION_JSON)
public class DatasetsResource {

  private static final int DATASET = 0;
  private static final int HEAD_BYTES = 4096;

  @Inject private Catalogue catalogue;
  @Inject private ContentStore store;
  @Inject private AccessLogs logs;
  @Inject private Caller caller;

  @GET
  @Operation(summary = "Registered datasets, by id unless sorted otherwise")
  public Page<AssetView> list(
      @BeanParam Paging paging,
      @QueryParam("owner") @DefaultValue("") String owner,
      @QueryParam("retired") @DefaultValue("") String retired) {
    return paging.page(
        "datasets",
        "id",
        Map.of(
            "owner", Filters.account(owner),
            "retired", Filters.word(retired, Set.of("true", "false"))),
        catalogue::datasets);
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
  @Path("{id}/versions/{version}/head")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "The first bytes of a version's payload as it is stored, at most 4096")
  public Response head(@PathParam("id") String id, @PathParam("version") int version)
      throws IOException {
    AssetView dataset = get(id);
    VersionView wanted =
        dataset.versions().stream()
            .filter(each -> each.version() == version)
            .findFirst()
            .orElseThrow(() -> new NotFoundHereException("version of dataset", dataset.id()));
    try (InputStream payload = store.get(payload(wanted), Long.MAX_VALUE)) {
      return Response.ok(payload.readNBytes(HEAD_BYTES)).build();
    }
  }

  private Cid payload(VersionView version) throws IOException {
    try (InputStream manifest = store.get(Cid.parse(version.manifest()), Manifest.MAX_BYTES)) {
      return Manifest.parse(manifest.readAllBytes()).payload().cid();
    }
  }

  @GET
  @Path("{id}/grants")
  @Operation(summary = "Who was granted what on a dataset, newest first")
  public Page<GrantView> grants(
      @PathParam("id") String id,
      @BeanParam Paging paging,
      @QueryParam("grantee") @DefaultValue("") String grantee) {
    Map<String, Optional<String>> filters =
        Map.of("asset", Filters.id(id), "grantee", Filters.account(grantee));
    return paging.page("grants", "-grantedAt", filters, catalogue::grants);
  }

  @GET
  @Path("{id}/log")
  @SignedIn
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Operation(
      summary = "Who asked for a key of the dataset and what became of it; for its owner alone",
      description =
          "At most 10000 entries, from the place `from` on; an answer without entries is the end."
              + " `format` is json or csv.")
  public Response log(
      @PathParam("id") String id,
      @QueryParam("format") @DefaultValue("json") String format,
      @QueryParam("from") @DefaultValue("0") long from) {
    LogFormat chosen = LogFormat.named(format);
    DatasetId dataset = new DatasetId(get(id).id());
    byte[] log = chosen.write(logs.toOwner(caller.account(), dataset, from));
    return Response.ok(log, chosen.mediaType()).build();
  }
}
