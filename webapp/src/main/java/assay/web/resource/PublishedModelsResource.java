package assay.web.resource;

import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.publication.PublicationJson;
import assay.training.publications.Publications;
import assay.training.publications.Publications.Published;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.problem.NotFoundHereException;
import assay.web.repeat.Idempotent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Winning models that their researchers gave to everybody. */
@Path("bounties")
public class PublishedModelsResource {

  @Inject private Publications publications;
  @Inject private Caller caller;
  @Inject private Clock clock;

  @POST
  @Path("{id}/published-model")
  @SignedIn
  @Idempotent
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Give the winning model of the caller's bounty to everybody")
  public Response publish(@PathParam("id") String id, PublicationJson word) {
    Published made =
        publications.publish(caller.account(), bounty(id), word.signed(), clock.instant());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @GET
  @Path("{id}/published-model")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The model that a bounty's researcher gave to everybody")
  public Published get(@PathParam("id") String id) {
    return found(bounty(id));
  }

  @GET
  @Path("{id}/published-model/archive")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "A published model's plain archive; its hash is on the chain")
  public Response archive(@PathParam("id") String id) {
    Published model = found(bounty(id));
    InputStream archive = publications.archive(model);
    StreamingOutput body =
        out -> {
          try (archive) {
            archive.transferTo(out);
          }
        };
    return Response.ok(body, MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"model.tar\"")
        .build();
  }

  @DELETE
  @Path("{id}/published-model")
  @SignedIn
  @Operation(summary = "Show the model of the caller's bounty no more; who has it keeps it")
  public void withdraw(@PathParam("id") String id) {
    publications.withdraw(caller.account(), bounty(id));
  }

  private Published found(BountyId bounty) {
    return publications
        .find(bounty)
        .orElseThrow(() -> new NotFoundHereException("published model of bounty", bounty.value()));
  }

  private static BountyId bounty(String id) {
    return new BountyId(new Bytes32(id));
  }
}
