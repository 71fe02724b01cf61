package assay.web.resource;

import assay.chain.Bytes32;
import assay.training.bounties.Bounties;
import assay.training.bounties.BountyView;
import assay.training.bounties.EvaluationView;
import assay.training.bounties.PayoutView;
import assay.training.bounties.SubmissionView;
import assay.training.ledger.BountyState;
import assay.web.problem.NotFoundHereException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Bounties and all that happened to them. */
@Path("bounties")
@Produces(MediaType.APPLICATION_JSON)
public class BountiesResource {

  private static final Set<String> STATES =
      Arrays.stream(BountyState.values()).map(BountyState::name).collect(Collectors.toSet());

  @Inject private Bounties bounties;

  @GET
  @Operation(summary = "Bounties, the newest first unless sorted otherwise")
  public Page<BountyView> list(
      @BeanParam Paging paging,
      @QueryParam("researcher") @DefaultValue("") String researcher,
      @QueryParam("state") @DefaultValue("") String state) {
    Map<String, Optional<String>> filters =
        Map.of("researcher", Filters.account(researcher), "state", Filters.word(state, STATES));
    return paging.page("bounties", "-openedAt", filters, bounties::page);
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
