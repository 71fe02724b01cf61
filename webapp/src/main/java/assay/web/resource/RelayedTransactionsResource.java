package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ForwardRequest;
import assay.registry.relay.RelayRefusedException;
import assay.registry.relay.Relayer;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.limit.RequestLimits;
import assay.web.relay.RelayOffer;
import assay.web.repeat.Idempotent;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Calls that the caller signs and the operator brings in, paying the gas. */
@Path("relayed-transactions")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class RelayedTransactionsResource {

  private static final Pattern HEX = Pattern.compile("0x([0-9a-f]{2})*");

  @Inject private RelayOffer offer;
  @Inject private RequestLimits limits;
  @Inject private Caller caller;

  /**
   * Whether calls are relayed here.
   *
   * @param relayer who brings them in
   * @param gas the limit that a call may have
   */
  public record Relaying(boolean offered, Optional<Address> relayer, Optional<Long> gas) {}

  /** A call, as it was prepared for the caller's wallet. */
  public record CallToRelay(Address to, long gas, String data) {}

  /** The same with what the relay needs to know, and as a wallet signs it. */
  public record RequestToSign(
      Address to, long gas, String nonce, Instant deadline, String data, JsonNode typedData) {}

  /** What the wallet signed. */
  public record SignedRequest(
      Address to, long gas, String nonce, Instant deadline, String data, String signature) {}

  /** On its way. */
  public record Relayed(Bytes32 transaction) {}

  @GET
  @Operation(summary = "Whether this platform brings in what the caller signs, and pays the gas")
  public Relaying relaying() {
    Optional<Relayer> relayer = offer.relayer();
    return new Relaying(
        relayer.isPresent(), relayer.map(Relayer::address), relayer.map(Relayer::mostGas));
  }

  @POST
  @Path("requests")
  @Operation(summary = "Make a call of the caller's ready for him to sign")
  public RequestToSign request(CallToRelay asked) {
    Relayer relayer = relayer();
    ForwardRequest request =
        relayer.request(caller.account(), asked.to(), asked.gas(), hex("data", asked.data()));
    return new RequestToSign(
        request.to(),
        request.gas(),
        request.nonce().toString(),
        request.deadline(),
        request.data(),
        relayer.typedData(request));
  }

  @POST
  @Idempotent
  @Operation(summary = "Bring a call in that the caller has signed")
  public Response relay(SignedRequest signed) {
    Relayer relayer = relayer();
    limits.countRelayed(caller.account());
    ForwardRequest request =
        new ForwardRequest(
            caller.account(),
            signed.to(),
            signed.gas(),
            number(signed.nonce()),
            signed.deadline(),
            hex("data", signed.data()));
    Bytes32 transaction = relayer.bringIn(request, hex("signature", signed.signature()));
    return Response.status(Response.Status.CREATED).entity(new Relayed(transaction)).build();
  }

  private Relayer relayer() {
    return offer
        .relayer()
        .orElseThrow(
            () ->
                new RelayRefusedException(
                    "This platform relays nothing; send the transaction yourself."));
  }

  private static BigInteger number(String text) {
    if (!text.matches("\\d{1,78}")) {
      throw new IllegalArgumentException("'nonce' is no whole number in decimal digits.");
    }
    return new BigInteger(text);
  }

  private static String hex(String name, String text) {
    if (!HEX.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not 0x and lower-case hex octets.");
    }
    return text;
  }
}
