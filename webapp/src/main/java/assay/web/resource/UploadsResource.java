package assay.web.resource;

import assay.registry.content.BlockStore;
import assay.registry.content.Cid;
import assay.registry.upload.Uploads;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.metrics.Meters;
import assay.web.metrics.PlatformMetric;
import assay.web.repeat.Idempotent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Content that browsers bring, block by block, so that an interrupted upload goes on. */
@Path("uploads")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class UploadsResource {

  @Inject private Uploads uploads;
  @Inject private Caller caller;
  @Inject private Meters meters;

  /** Names of blocks. */
  public record BlockNames(List<String> cids) {}

  @POST
  @Path("missing")
  @Operation(summary = "Those of at most 1000 blocks that the store does not have")
  public BlockNames missing(BlockNames wanted) {
    List<Cid> cids = wanted.cids().stream().map(Cid::parse).toList();
    return new BlockNames(uploads.missing(cids).stream().map(Cid::text).toList());
  }

  @POST
  @Path("blocks")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Idempotent
  @Operation(summary = "Store a block of at most 2 MiB; codec is raw or dag-pb")
  public Response put(@QueryParam("codec") @DefaultValue("raw") String codec, InputStream body)
      throws IOException {
    byte[] block = body.readNBytes(BlockStore.MAX_BLOCK_BYTES + 1);
    Cid cid = uploads.put(caller.account(), codec(codec), block);
    meters.add(PlatformMetric.UPLOAD_BLOCKS, 1);
    meters.add(PlatformMetric.UPLOAD_BYTES, block.length);
    BlockNames stored = new BlockNames(List.of(cid.text()));
    return Response.status(Response.Status.CREATED).entity(stored).build();
  }

  @POST
  @Path("{cid}/keep")
  @Operation(summary = "Keep content that is there whole; says what is missing otherwise")
  public Response keep(@PathParam("cid") String cid) {
    uploads.keep(Cid.parse(cid));
    return Response.noContent().build();
  }

  private static Cid.Codec codec(String text) {
    return Arrays.stream(Cid.Codec.values())
        .filter(codec -> codec.text().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("The codec is '" + text + "'; raw or dag-pb."));
  }
}
