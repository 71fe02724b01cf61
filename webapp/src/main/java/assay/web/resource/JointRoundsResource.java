package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.pool.RoundCallJson;
import assay.training.pool.RoundReplyJson;
import assay.training.pools.JointRounds;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.problem.NotFoundHereException;
import assay.web.repeat.Idempotent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Operators call crews to joint rounds, members reply; weights go through the content store. */
@Path("joint-rounds")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class JointRoundsResource {

  @Inject private JointRounds rounds;
  @Inject private Caller caller;
  @Inject private Clock clock;

  @POST
  @Idempotent
  @Operation(summary = "Call the caller's crew to a joint round")
  public Response call(RoundCallJson call) {
    rounds.call(caller.account(), call.signed());
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @Path("{pool}/{bounty}")
  @Operation(summary = "The joint round that a pool's crew is called to; for it and its operator")
  public RoundCallJson current(@PathParam("pool") String pool, @PathParam("bounty") String bounty) {
    BountyId id = new BountyId(new Bytes32(bounty));
    return rounds
        .current(caller.account(), new Address(pool), id)
        .orElseThrow(() -> new NotFoundHereException("joint round", id.value()));
  }

  @POST
  @Path("replies")
  @Idempotent
  @Operation(summary = "Say what the caller did in the round that is on")
  public Response reply(RoundReplyJson reply) {
    rounds.reply(caller.account(), reply.signed(), clock.instant());
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @Path("replies/{bounty}")
  @Operation(summary = "What members replied to the caller's newest call, by member")
  public List<RoundReplyJson> replies(@PathParam("bounty") String bounty) {
    return rounds.replies(caller.account(), new BountyId(new Bytes32(bounty)));
  }
}
