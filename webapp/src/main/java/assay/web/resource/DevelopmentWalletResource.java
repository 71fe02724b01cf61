package assay.web.resource;

import assay.web.development.DevelopmentWallet;
import assay.web.development.WalletOffer;
import assay.web.problem.NotFoundHereException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A wallet for whoever tries a local network; everywhere else there is none. */
@Path("development-wallet")
@Produces(MediaType.APPLICATION_JSON)
public class DevelopmentWalletResource {

  @Inject private WalletOffer offer;

  /** Whether there is one. */
  public record Offered(boolean offered) {}

  /** A call as a wallet takes it (EIP-1193). */
  public record WalletCall(String method, JsonNode params) {}

  @GET
  @Operation(summary = "Whether this is a local network that offers a development wallet")
  public Offered isOffered() {
    return new Offered(offer.wallet().isPresent());
  }

  @POST
  @Operation(summary = "Have the development wallet of a local network answer or sign")
  public JsonNode call(WalletCall call) {
    DevelopmentWallet wallet =
        offer
            .wallet()
            .orElseThrow(() -> new NotFoundHereException("development wallet", "of this platform"));
    return wallet.ask(call.method(), call.params());
  }
}
