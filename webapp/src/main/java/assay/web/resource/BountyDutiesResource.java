package assay.web.resource;

import assay.chain.Bytes32;
import assay.registry.content.ContentStore;
import assay.training.bounties.BountyDuties;
import assay.training.bounties.DutiesView;
import assay.training.ledger.SubmissionFacts.SealedCheckpoint;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.problem.NotFoundHereException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * What a bounty's researcher acts upon after the opening, and the sealed model he asked for. The
 * first is public, for the chain is; the second is sealed, and large.
 */
@Path("bounties")
public class BountyDutiesResource {

  @Inject private BountyDuties duties;
  @Inject private ContentStore store;
  @Inject private Caller caller;

  @GET
  @Path("{id}/duties")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What a bounty's researcher acts upon after the opening")
  public DutiesView duties(@PathParam("id") String id) {
    Bytes32 bounty = new Bytes32(id);
    return duties.find(bounty).orElseThrow(() -> new NotFoundHereException("bounty", bounty));
  }

  @GET
  @Path("{id}/model")
  @SignedIn
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "The winning model as it was sealed; for the bounty's researcher alone")
  public Response model(@PathParam("id") String id) {
    Bytes32 bounty = new Bytes32(id);
    SealedCheckpoint model =
        duties
            .model(bounty, caller.account())
            .orElseThrow(() -> new NotFoundHereException("model of bounty", bounty));
    InputStream sealed = store.get(model.cid(), model.seal().cipherBytes());
    StreamingOutput body =
        out -> {
          try (sealed) {
            sealed.transferTo(out);
          }
        };
    return Response.ok(body, MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"model.age\"")
        .build();
  }
}
