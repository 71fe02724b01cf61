package assay.web.resource;

import assay.web.account.ApiKey;
import assay.web.account.ApiKeys;
import assay.web.account.Caller;
import assay.web.account.MadeApiKey;
import assay.web.account.NewApiKey;
import assay.web.account.RequiredScope;
import assay.web.account.Scope;
import assay.web.account.SignedIn;
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

/** Keys for programs; whoever manages them has signed in himself. */
@Path("api-keys")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class ApiKeysResource {

  @Inject private ApiKeys keys;
  @Inject private Caller caller;

  @POST
  @RequiredScope(Scope.KEYS)
  @Operation(summary = "Make an API key of the caller's account, which is shown this once")
  public Response make(NewApiKey wanted) {
    MadeApiKey made = keys.make(caller.account(), wanted);
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @GET
  @RequiredScope(Scope.KEYS)
  @Operation(summary = "The caller's API keys, the newest first")
  public List<ApiKey> list() {
    return keys.list(caller.account());
  }

  @DELETE
  @Path("{prefix}")
  @RequiredScope(Scope.KEYS)
  @Operation(summary = "Revoke an API key: it is worthless from now on")
  public void revoke(@PathParam("prefix") String prefix) {
    keys.revoke(caller.account(), prefix);
  }
}
