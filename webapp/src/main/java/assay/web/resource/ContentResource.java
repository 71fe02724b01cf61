package assay.web.resource;

import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Small public content by its CID: manifests and bounty specifications, for browsers that have no
 * content store of their own. Every byte is checked against the CID.
 */
@Path("content")
@Produces(MediaType.APPLICATION_OCTET_STREAM)
public class ContentResource {

  private static final long MAX_BYTES = 256 * 1024;

  @Inject private ContentStore store;

  @GET
  @Path("{cid}")
  @Operation(summary = "The bytes of a manifest or specification, at most 256 KiB")
  public Response get(@PathParam("cid") String cid) throws IOException {
    try (InputStream content = store.get(Cid.parse(cid), MAX_BYTES)) {
      return Response.ok(content.readAllBytes(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
          .header("Cache-Control", "public, max-age=31536000, immutable")
          .header("ETag", "\"" + cid + "\"")
          .build();
    }
  }
}
