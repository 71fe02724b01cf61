package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.pool.CrewJson;
import assay.training.pool.CrewMember;
import assay.training.pools.PoolCrews;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.problem.NotFoundHereException;
import assay.web.repeat.Idempotent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A pool's operator names whom he lets work on a bounty; they say whether they can. */
@Path("pool-crews")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class PoolCrewsResource {

  @Inject private PoolCrews crews;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Which bounty a member has the data for. */
  public record Ready(Bytes32 bounty) {}

  /**
   * Which bounty a member does not work on.
   *
   * @param because in his words, at most 300 characters
   */
  public record Declined(Bytes32 bounty, String because) {
    CrewMember member(Address caller) {
      return new CrewMember(caller, CrewMember.Standing.DECLINED, because);
    }
  }

  /**
   * A member of a crew as its operator reads of him.
   *
   * @param standing {@code absent}, {@code preparing}, {@code ready} or {@code declined}
   */
  public record KeptMember(Address member, String standing, String because) {
    static KeptMember of(CrewMember member) {
      return new KeptMember(
          member.member(), member.standing().name().toLowerCase(Locale.ROOT), member.because());
    }
  }

  @POST
  @Idempotent
  @Operation(summary = "Let these members of the caller's pool, and no others, work on a bounty")
  public Response name(
      @HeaderParam(HttpHeaders.IF_MATCH) @DefaultValue("") String ifMatch, CrewJson crew) {
    crews.name(caller.account(), crew.signed(), clock.instant(), new IfMatch(ifMatch)::require);
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @Operation(summary = "The crews that the caller named, the oldest first")
  public List<CrewJson> all() {
    return crews.all(caller.account());
  }

  @GET
  @Path("{bounty}")
  @Operation(summary = "The crew that the caller named for a bounty")
  public CrewJson get(@PathParam("bounty") String bounty) {
    BountyId id = new BountyId(new Bytes32(bounty));
    return crews
        .crew(caller.account(), id)
        .orElseThrow(() -> new NotFoundHereException("crew", id.value()));
  }

  @GET
  @Path("{bounty}/members")
  @Operation(summary = "How the members of the caller's crew stand")
  public List<KeptMember> members(@PathParam("bounty") String bounty) {
    BountyId id = new BountyId(new Bytes32(bounty));
    return crews.members(caller.account(), id, clock.instant()).stream()
        .map(KeptMember::of)
        .toList();
  }

  @POST
  @Path("readiness")
  @Operation(summary = "Say that the caller has the data and can be called to a joint round")
  public Response ready(Ready ready) {
    crews.ready(caller.account(), new BountyId(ready.bounty()), clock.instant());
    return Response.noContent().build();
  }

  @POST
  @Path("refusals")
  @Operation(summary = "Give the caller's lease back for good, with the reason")
  public Response decline(Declined declined) {
    crews.decline(declined.member(caller.account()), new BountyId(declined.bounty()));
    return Response.noContent().build();
  }
}
