package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.report.RunPoint;
import assay.training.report.RunReport;
import assay.training.runs.RunLogView;
import assay.training.runs.RunView;
import assay.training.runs.Runs;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.problem.NotFoundHereException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Trainings as their miners report them while they run; nobody has checked any of it. */
@Path("bounties")
@Produces(MediaType.APPLICATION_JSON)
public class RunsResource {

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  @Inject private Runs runs;
  @Inject private Caller caller;
  @Inject private Clock clock;

  @POST
  @Path("{id}/runs")
  @SignedIn
  @Operation(summary = "Tell how the caller's training for a bounty goes; what is known stays")
  public void report(@PathParam("id") String id, RunReport report) {
    runs.report(caller.account(), bounty(id), report, clock.instant());
  }

  @GET
  @Path("{id}/runs")
  @Operation(summary = "Runs for a bounty as their miners report them, the newest first")
  public Page<RunView> list(@PathParam("id") String id, @BeanParam Paging paging) {
    Map<String, Optional<String>> filters = Map.of("bounty", Optional.of(bounty(id).value().hex()));
    return paging.page("runs", "-startedAt", filters, runs::page);
  }

  @GET
  @Path("{id}/runs/{miner}")
  @Operation(summary = "A miner's run for a bounty, with the end of its log")
  public RunLogView get(@PathParam("id") String id, @PathParam("miner") String miner) {
    Address account = new Address(miner);
    return runs.find(bounty(id), account)
        .orElseThrow(() -> new NotFoundHereException("run of miner", account));
  }

  @GET
  @Path("{id}/runs/{miner}/points")
  @Operation(summary = "The points of a run after a time, the oldest first, at most 2000")
  public List<RunPoint> points(
      @PathParam("id") String id,
      @PathParam("miner") String miner,
      @QueryParam("after") @DefaultValue("") String after) {
    return runs.points(bounty(id), new Address(miner), time(after));
  }

  private static BountyId bounty(String id) {
    return new BountyId(new Bytes32(id));
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(requireStorable(Instant.parse(text)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time; write one as a point has it.", e);
    }
  }

  /** Times that no database column holds are years that nobody reports of. */
  private static Instant requireStorable(Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
      throw new DateTimeException("out of range");
    }
    return time;
  }
}
