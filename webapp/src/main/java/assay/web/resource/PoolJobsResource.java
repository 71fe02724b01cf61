package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.pool.Lease;
import assay.training.pools.PoolJobs;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.repeat.Idempotent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A pool's operator offers bounties to his members; they work on each one at a time. */
@Path("pool-jobs")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class PoolJobsResource {

  @Inject private PoolJobs jobs;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Which bounty is meant. */
  public record Job(Bytes32 bounty) {

    BountyId id() {
      return new BountyId(bounty);
    }
  }

  /**
   * A lease as members read it.
   *
   * @param together whether others have leases on it too
   */
  public record KeptLease(
      Bytes32 bounty, Address pool, Address holder, Instant expiresAt, boolean together) {

    static KeptLease of(Lease lease) {
      return new KeptLease(
          lease.bounty().value(),
          lease.pool(),
          lease.holder(),
          lease.expiresAt(),
          lease.isTogether());
    }
  }

  @POST
  @Idempotent
  @Operation(summary = "Let the members of the caller's pool work on a bounty")
  public Response offer(Job job) {
    jobs.offer(caller.account(), job.id(), clock.instant());
    return Response.status(Response.Status.CREATED).build();
  }

  @POST
  @Path("withdrawals")
  @Operation(summary = "Take a bounty back from the members of the caller's pool")
  public Response withdraw(Job job) {
    jobs.withdraw(caller.account(), job.id());
    return Response.noContent().build();
  }

  @GET
  @Path("leases")
  @Operation(summary = "The leases that the caller holds now")
  public List<KeptLease> held() {
    return jobs.held(caller.account(), clock.instant()).stream().map(KeptLease::of).toList();
  }

  @POST
  @Path("claims")
  @Operation(summary = "Claim the oldest bounty of the caller's pool that is nobody's turn, if any")
  public List<KeptLease> claim() {
    return jobs.claim(caller.account(), clock.instant()).stream().map(KeptLease::of).toList();
  }

  @POST
  @Path("renewals")
  @Operation(summary = "Renew a lease that the caller holds")
  public KeptLease renew(Job job) {
    return KeptLease.of(jobs.renew(caller.account(), job.id(), clock.instant()));
  }

  @POST
  @Path("releases")
  @Operation(summary = "Give a lease of the caller's back")
  public Response release(Job job) {
    jobs.release(caller.account(), job.id());
    return Response.noContent().build();
  }
}
