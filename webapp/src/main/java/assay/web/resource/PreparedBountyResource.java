package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.intent.PreparedIntent;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.ShownSamples;
import assay.training.intent.BountyIntents;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The same for what the caller does with bounties. */
@Path("prepared-transactions")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class PreparedBountyResource {

  @Inject private BountyIntents bounties;
  @Inject private Caller caller;

  /** A bounty that was posted. */
  public record PostedBounty(Bytes32 bounty) {

    BountyId id() {
      return new BountyId(bounty);
    }
  }

  /** Public samples of a bounty's test set. */
  public record SamplesToShow(Bytes32 bounty, ShownSamples samples) {}

  /** The raw X25519 identity that opens a bounty's sealed test set. */
  public record TestKey(Bytes32 bounty, Bytes32 key) {}

  /**
   * What every hash that the caller's next bounty commits to is bound to.
   *
   * @param nonce decimal text
   * @param openingFee what opening costs apart from reward and panel fee
   */
  public record Origin(
      long chainId, Address market, Address researcher, String nonce, Wei openingFee) {}

  @GET
  @Path("open-bounty/origin")
  @Operation(summary = "What the caller's next bounty is bound to, and what opening costs")
  public Origin origin() {
    BountyOrigin next = bounties.nextOrigin(caller.account());
    return new Origin(
        next.chainId().longValueExact(),
        next.market(),
        next.researcher(),
        next.nonce().toString(),
        bounties.openingFee());
  }

  @POST
  @Path("open-bounty")
  @Operation(summary = "Open a bounty whose specification is stored")
  public PreparedIntent open(NewBounty asked) {
    return bounties.open(caller.account(), asked.specCid(), spec -> asked.terms(spec.hash()));
  }

  @POST
  @Path("reveal-sample")
  @Operation(summary = "Show public samples of a bounty by their hashes")
  public PreparedIntent revealSample(SamplesToShow asked) {
    return bounties.revealSample(caller.account(), new BountyId(asked.bounty()), asked.samples());
  }

  @POST
  @Path("publish-test-key")
  @Operation(summary = "Publish the key of a test set that the panel says it cannot use")
  public PreparedIntent publishTestKey(TestKey asked) {
    return bounties.publishTestKey(caller.account(), new BountyId(asked.bounty()), asked.key());
  }

  @POST
  @Path("cancel-bounty")
  @Operation(summary = "Take a bounty of the caller's back before its public sample is shown")
  public PreparedIntent cancel(PostedBounty asked) {
    return bounties.cancel(caller.account(), asked.id());
  }

  @POST
  @Path("lead-on-bounty")
  @Operation(summary = "Lead a bounty on by time, to a refund where nobody reached the threshold")
  public PreparedIntent leadOn(PostedBounty asked) {
    return bounties.leadOn(caller.account(), asked.id());
  }

  @POST
  @Path("complain")
  @Operation(summary = "Say that no key to the winning model of a bounty of the caller's came")
  public PreparedIntent complain(PostedBounty asked) {
    return bounties.complain(caller.account(), asked.id());
  }

  @POST
  @Path("challenge")
  @Operation(summary = "Have a second panel score a bounty again")
  public PreparedIntent challenge(PostedBounty asked) {
    return bounties.challenge(caller.account(), asked.id());
  }
}
