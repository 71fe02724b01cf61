package assay.web.resource;

import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.webhook.MadeWebhook;
import assay.web.webhook.NewWebhook;
import assay.web.webhook.Webhook;
import assay.web.webhook.Webhooks;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where the caller wants final events sent. */
@Path("webhooks")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class WebhooksResource {

  @Inject private Webhooks webhooks;
  @Inject private Caller caller;

  @POST
  @Operation(summary = "Have final events sent to an address; its secret is told this once")
  public Response make(NewWebhook wanted) {
    MadeWebhook made = webhooks.make(caller.account(), wanted);
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @GET
  @Operation(summary = "The caller's webhooks and how they fare, the newest first")
  public List<Webhook> list() {
    return webhooks.list(caller.account());
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "End a webhook")
  public void delete(@PathParam("id") String id) {
    webhooks.delete(caller.account(), id);
  }
}
