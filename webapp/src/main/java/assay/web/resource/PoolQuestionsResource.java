package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.pool.Need;
import assay.training.pool.OfferJson;
import assay.training.pool.Question;
import assay.training.pools.PoolQuestions;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Researchers ask pools what a job would take before they post it; pools answer with offers. */
@Path("pool-questions")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class PoolQuestionsResource {

  @Inject private PoolQuestions questions;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** A question as pools read it. */
  public record KeptQuestion(Bytes32 id, Address asker, Need need, Instant askedAt) {

    static KeptQuestion of(Question question) {
      return new KeptQuestion(question.id(), question.asker(), question.need(), question.askedAt());
    }
  }

  @POST
  @Idempotent
  @Operation(summary = "Ask all pools what a job would take; open for an hour")
  public Response ask(Need need) {
    Question question =
        new Question(caller.account(), need, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    questions.ask(question);
    return Response.status(Response.Status.CREATED).entity(KeptQuestion.of(question)).build();
  }

  @GET
  @Operation(summary = "Questions that pools may answer now, oldest first, at most 500")
  public List<KeptQuestion> open() {
    return questions.open(clock.instant()).stream().map(KeptQuestion::of).toList();
  }

  @POST
  @Path("offers")
  @Idempotent
  @Operation(summary = "Answer a question in the caller's pool's name; binds nobody")
  public Response offer(OfferJson offer) {
    questions.offer(caller.account(), offer.signed(), clock.instant());
    return Response.status(Response.Status.CREATED).build();
  }

  @GET
  @Path("{id}/offers")
  @Operation(summary = "The offers to a question of the caller's, by pool")
  public List<OfferJson> offers(@PathParam("id") String id) {
    return questions.offers(caller.account(), new Bytes32(id));
  }
}
