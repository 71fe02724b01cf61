package assay.web.resource;

import assay.chain.PersonalSignature;
import assay.web.account.AccessToken;
import assay.web.account.Accounts;
import assay.web.account.RequiredScope;
import assay.web.account.Scope;
import assay.web.account.SignInSettings;
import assay.web.account.SignedIn;
import assay.web.account.SignedInFilter;
import assay.web.platform.PlatformSettings;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Sign-in with Ethereum (EIP-4361). */
@Path("auth")
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {

  @Inject private Accounts accounts;
  @Inject private PlatformSettings settings;

  /**
   * What a sign-in message must contain.
   *
   * @param domain host and port to name in it
   */
  public record Challenge(String nonce, String domain, String uri, long chainId) {}

  /** A message and the signature over it, of a wallet's key or of a contract (ERC-1271). */
  public record SignedMessage(String message, String signature) {}

  /** What renews a sign-in. */
  public record Renewal(String refreshToken) {}

  @GET
  @Path("nonce")
  @Operation(summary = "A single-use nonce and the fields a sign-in message must have")
  public Challenge challenge() {
    SignInSettings here = settings.signIn();
    return new Challenge(
        accounts.newNonce(), here.domain(), here.publicUrl().toString(), here.chainId());
  }

  @POST
  @Path("token")
  @Operation(summary = "Sign in: a signed message for a token")
  public AccessToken signIn(SignedMessage signed) {
    return accounts.signIn(signed.message(), new PersonalSignature(signed.signature()));
  }

  @POST
  @Path("refresh")
  @Operation(summary = "Renew a sign-in: a refresh token, which works once, for new tokens")
  public AccessToken refresh(Renewal renewal) {
    return accounts.refresh(renewal.refreshToken());
  }

  @DELETE
  @Path("token")
  @SignedIn
  @RequiredScope(Scope.KEYS)
  @Operation(summary = "Sign out: the token and what renews it are worthless from now on")
  public void signOut(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    accounts.signOut(SignedInFilter.token(authorization));
  }
}
