package assay.web.resource;

import assay.chain.Bytes32;
import assay.training.bounties.Bounties;
import assay.training.bounties.BountyView;
import assay.training.bounties.EvaluationView;
import assay.training.bounties.PayoutView;
import assay.training.bounties.SubmissionView;
import assay.web.problem.NotFoundHereException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Bounties and all that happened to them. */
@Path("bounties")
@Produces(MediaType.APPLICATION_JSON)
public class BountiesResource {

  private static final int NEWEST = 100;

  @Inject private Bounties bounties;

  @GET
  @Operation(summary = "The newest bounties")
  public List<BountyView> list() {
    return bounties.newest(NEWEST);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One bounty")
  public BountyView get(@PathParam("id") String id) {
    Bytes32 bounty = new Bytes32(id);
    return bounties.find(bounty).orElseThrow(() -> new NotFoundHereException("bounty", bounty));
  }

  @GET
  @Path("{id}/submissions")
  @Operation(summary = "Submissions to a bounty, by slot")
  public List<SubmissionView> submissions(@PathParam("id") String id) {
    return bounties.submissions(new Bytes32(id));
  }

  @GET
  @Path("{id}/evaluations")
  @Operation(summary = "What each seat of the panel did")
  public List<EvaluationView> evaluations(@PathParam("id") String id) {
    return bounties.evaluations(new Bytes32(id));
  }

  @GET
  @Path("{id}/payouts")
  @Operation(summary = "Who got how much, and as what")
  public List<PayoutView> payouts(@PathParam("id") String id) {
    return bounties.payouts(new Bytes32(id));
  }
}
