package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.grant.EnvelopeKind;
import assay.registry.mailbox.Mailbox;
import assay.registry.mailbox.PostedEnvelope;
import assay.web.account.Caller;
import assay.web.account.RequiredScope;
import assay.web.account.Scope;
import assay.web.account.SignedIn;
import assay.web.repeat.Idempotent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The mailbox of sealed envelopes. A key leaves it only while its rule holds. */
@Path("envelopes")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class EnvelopesResource {

  @Inject private Mailbox mailbox;
  @Inject private Caller caller;

  /** An envelope to post; the caller is its sender. */
  public record NewEnvelope(String kind, Bytes32 subject, Address addressee, String content) {}

  /** An envelope that waited for the caller. */
  public record KeptEnvelope(
      String kind, Bytes32 subject, Address sender, Address addressee, String content) {}

  @POST
  @Idempotent
  @Operation(summary = "Leave an envelope for its addressee")
  public Response post(NewEnvelope posted) {
    mailbox.post(
        new PostedEnvelope(
            kind(posted.kind()),
            posted.subject(),
            caller.account(),
            posted.addressee(),
            posted.content()));
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @RequiredScope(Scope.ACT)
  @Operation(summary = "The caller's envelopes of one kind about one subject")
  public List<KeptEnvelope> fetch(
      @QueryParam("kind") @DefaultValue("") String kind,
      @QueryParam("subject") @DefaultValue("") String subject) {
    return mailbox.release(kind(kind), new Bytes32(subject), caller.account()).stream()
        .map(EnvelopesResource::kept)
        .toList();
  }

  private static KeptEnvelope kept(PostedEnvelope envelope) {
    return new KeptEnvelope(
        envelope.kind().text(),
        envelope.subject(),
        envelope.sender(),
        envelope.addressee(),
        envelope.content());
  }

  private static EnvelopeKind kind(String text) {
    return Arrays.stream(EnvelopeKind.values())
        .filter(kind -> kind.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No envelopes of kind '%s' are kept here; write %s."
                        .formatted(
                            text,
                            Arrays.stream(EnvelopeKind.values())
                                .map(EnvelopeKind::text)
                                .toList())));
  }
}
