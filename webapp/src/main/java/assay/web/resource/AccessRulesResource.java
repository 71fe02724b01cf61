package assay.web.resource;

import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.access.AccessRequest;
import assay.registry.access.RuledRequest;
import assay.registry.access.RuledRequests;
import assay.registry.access.StandingRules;
import assay.registry.approval.Decision;
import assay.registry.approval.Decision.Approve;
import assay.registry.approval.Decision.AskOwner;
import assay.registry.approval.Decision.Deny;
import assay.registry.approval.Offer;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * An owner's standing rules, and what they say to his inbox. They grant nothing here: that takes
 * his signature.
 */
@Path("access-rules")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class AccessRulesResource {

  @Inject private StandingRules rules;
  @Inject private RuledRequests requests;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** What rules can say. */
  public enum Says {
    APPROVE,
    DENY,
    ASK_OWNER
  }

  /**
   * On what terms.
   *
   * @param level how the grantee must keep it
   * @param seconds how long, from the moment it is granted
   * @param price wei of ether a use
   */
  public record Terms(int level, long seconds, Wei price) {

    static Terms of(Offer offer) {
      return new Terms(offer.level().number(), offer.lifetime().toSeconds(), offer.price());
    }
  }

  /**
   * A request with what the rules say.
   *
   * @param rule the name of the rule that approves
   * @param because why it is denied, or left to the owner
   * @param standing a grant of just that which has not ended
   */
  public record Ruled(
      AccessRequest request,
      Says says,
      Optional<String> rule,
      Optional<Terms> terms,
      Optional<String> because,
      Optional<Bytes32> standing) {

    static Ruled of(RuledRequest ruled) {
      Decision decision = ruled.decision();
      if (decision instanceof Approve approve) {
        return new Ruled(
            ruled.request(),
            Says.APPROVE,
            Optional.of(approve.rule()),
            Optional.of(Terms.of(approve.offer())),
            Optional.empty(),
            ruled.standing());
      }
      return decision instanceof Deny deny
          ? left(ruled, Says.DENY, deny.because())
          : left(ruled, Says.ASK_OWNER, ((AskOwner) decision).because());
    }

    private static Ruled left(RuledRequest ruled, Says says, String because) {
      return new Ruled(
          ruled.request(),
          says,
          Optional.empty(),
          Optional.empty(),
          Optional.of(because),
          ruled.standing());
    }
  }

  @GET
  @Operation(summary = "The caller's standing rules, in the form of an agent's approval-rules.json")
  public JsonNode get() {
    return Json.read(rules.of(caller.account()).toJson());
  }

  @PUT
  @Operation(summary = "Put rules in the place of the caller's")
  public JsonNode replace(
      @HeaderParam(HttpHeaders.IF_MATCH) @DefaultValue("") String ifMatch, JsonNode asked) {
    IfMatch condition = new IfMatch(ifMatch);
    rules.replace(
        caller.account(),
        Json.bytes(asked),
        clock.instant(),
        kept -> condition.require(Optional.of(Json.read(kept.toJson()))));
    return get();
  }

  @GET
  @Path("decisions")
  @Operation(summary = "Open requests about the caller's datasets, with what his rules say to each")
  public List<Ruled> decisions() {
    return requests.toOwner(caller.account(), clock.instant()).stream().map(Ruled::of).toList();
  }
}
