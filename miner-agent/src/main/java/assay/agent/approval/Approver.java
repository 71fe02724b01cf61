package assay.agent.approval;

import assay.agent.Agent;
import assay.agent.journal.JournalEntry;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Narrator;
import assay.agent.loop.Pace;
import assay.agent.loop.Rounds;
import assay.agent.owner.AccessGiver;
import assay.agent.platform.PlatformClient.AccessRequest;
import assay.chain.Bytes32;
import assay.registry.approval.Application;
import assay.registry.approval.ApprovalRules;
import assay.registry.approval.Decision;
import assay.registry.approval.Decision.Approve;
import assay.registry.approval.Decision.AskOwner;
import assay.registry.approval.Decision.Deny;
import assay.registry.approval.Offer;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.ledger.Confirmed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers those who ask for an owner's data: as he decided himself, or by his standing rules, or by
 * telling him once that somebody waits. A request gets one answer by the rules; whoever's grant was
 * revoked or has expired is not let in again by them. Rules that are broken approve nobody.
 */
public final class Approver implements AgentTask {

  private static final String ANSWERED = "answered";
  private static final String TOLD = "told";
  private static final Pace PACE = new Pace(Duration.ofMinutes(1));

  private final Agent agent;
  private final Narrator narrator;
  private final AccessGiver giver;
  private final Applicants applicants;
  private final RulesFile file;
  private final OwnerWords words;
  private final Rounds rounds;
  private final KeyDelivery delivery;
  private final Predicate<AccessRequest> isElsewhere;
  private final Map<Bytes32, Look> looks = new HashMap<>();
  private Optional<ApprovalRules> rules = Optional.empty();

  /** Answers everybody. */
  public Approver(Agent agent, Narrator narrator) {
    this(agent, narrator, request -> false);
  }

  /**
   * @param isElsewhere whose requests somebody else answers
   */
  public Approver(Agent agent, Narrator narrator, Predicate<AccessRequest> isElsewhere) {
    this.agent = agent;
    this.isElsewhere = isElsewhere;
    this.narrator = narrator;
    this.giver = new AccessGiver(agent);
    this.applicants = new Applicants(agent);
    this.file = RulesFile.of(agent.home());
    this.words = new OwnerWords(agent.home());
    this.rounds = new Rounds(narrator);
    this.delivery = new KeyDelivery(agent, rounds);
  }

  /** When a request was last left to the owner, and by which rules. */
  private record Look(ApprovalRules rules, Instant at) {}

  @Override
  public void advance() {
    rules = Optional.empty();
    rounds.visit(file.path(), () -> rules = Optional.of(file.read()));
    round();
    delivery.catchUp();
  }

  /** Does what the owner decided himself, and nothing by the rules. */
  public void doAsDecided() {
    rules = Optional.empty();
    round();
  }

  private void round() {
    agent.events().refresh();
    for (AccessRequest request : agent.platform().accessRequests()) {
      rounds.visit(subject(request), () -> see(request));
    }
  }

  private void see(AccessRequest request) {
    if (isElsewhere.test(request)) {
      return;
    }
    Optional<OwnerWord> word = words.find(request.id());
    if (word.isEmpty() && !isDueByRules(request)) {
      return;
    }
    Optional<GrantId> standing =
        applicants.standingGrant(request.version(), request.grantee(), request.purpose());
    if (standing.isPresent()) {
      settle(request, standing.get());
    } else {
      Optional<Application> application =
          applicants.application(request.version(), request.grantee(), request.purpose());
      application.ifPresent(known -> answer(request, known, word));
    }
  }

  /** What was left to the owner is looked at again when the rules change, and now and then. */
  private boolean isDueByRules(AccessRequest request) {
    Look last = looks.get(request.id());
    return rules.isPresent()
        && (last == null
            || !rules.get().equals(last.rules())
            || PACE.isDue(last.at(), agent.clock().instant()));
  }

  private void answer(AccessRequest request, Application application, Optional<OwnerWord> word) {
    if (word.isPresent()) {
      follow(request, application, word.get());
    } else if (rules.isPresent()) {
      ApprovalRules current = rules.get();
      Decision decision = isAnswered(request) ? again() : current.decide(application);
      if (decision instanceof Approve approve) {
        settle(request, grant(application, approve.offer()));
      } else if (decision instanceof Deny deny) {
        deny(request, deny.because());
      } else if (decision instanceof AskOwner ask) {
        looks.put(request.id(), new Look(current, agent.clock().instant()));
        tellOnce(request, ask.because());
      }
    }
  }

  private void follow(AccessRequest request, Application application, OwnerWord word) {
    if (word.isGranted()) {
      settle(request, grant(application, word.offer(application.circumstances().minimum())));
    } else {
      deny(request, word.because());
    }
  }

  private static AskOwner again() {
    return new AskOwner("it was answered before; only the owner lets it in again");
  }

  private boolean isAnswered(AccessRequest request) {
    return agent.journal().last(subject(request), ANSWERED).isPresent();
  }

  private static String subject(AccessRequest request) {
    return request.version() + " to " + request.grantee() + " for " + request.bounty();
  }

  private GrantId grant(Application application, Offer offer) {
    GrantTerms terms = offer.terms(agent.address(), application, agent.events().now());
    // A grant costs gas and is worth nothing to whom no key can be sealed.
    giver.require(terms);
    Confirmed<GrantId> confirmed = agent.ledger().grant(terms);
    agent.events().refresh();
    narrator.tell(
        "granted",
        confirmed.fact(),
        "Granted %s to %s on %s%s."
            .formatted(
                terms.grantee(),
                terms.purpose(),
                terms.version(),
                terms.isFree() ? "" : " for " + offer.price().inEther() + " ETH a use"),
        Map.of("gas", String.valueOf(confirmed.receipt().gasUsed())));
    return confirmed.fact();
  }

  /** Whatever of this was not done when the agent was last stopped is done now. */
  private void settle(AccessRequest request, GrantId id) {
    note(request, Map.of("grant", id.toString()));
    delivery.deliver(id);
    agent.platform().tellGranted(request);
    words.drop(request.id());
  }

  private void deny(AccessRequest request, String because) {
    agent.platform().tellDenied(request, because);
    note(request, Map.of("denied", because));
    words.drop(request.id());
    narrator.tell(
        "denied",
        request.id(),
        "Denied %s to %s on %s: %s"
            .formatted(request.grantee(), request.purpose(), request.version(), because));
  }

  private void note(AccessRequest request, Map<String, String> answer) {
    if (!isAnswered(request)) {
      agent.journal().record(subject(request), ANSWERED, answer);
    }
  }

  /** Whether he was told since it was last answered. */
  private boolean isTold(AccessRequest request) {
    Optional<JournalEntry> told = agent.journal().last(subject(request), TOLD);
    Optional<JournalEntry> answered = agent.journal().last(subject(request), ANSWERED);
    return told.isPresent()
        && answered.filter(answer -> answer.at().isAfter(told.get().at())).isEmpty();
  }

  private void tellOnce(AccessRequest request, String because) {
    if (isTold(request)) {
      return;
    }
    agent.journal().record(subject(request), TOLD, Map.of("because", because));
    narrator.tell(
        "request-waits",
        request.id(),
        "%s asks to %s on %s: \"%s\" It waits for you, for %s; 'assay dataset requests' answers."
            .formatted(
                request.grantee(), request.purpose(), request.version(), request.reason(), because),
        Map.of(
            "request", request.id().toString(),
            "grantee", request.grantee().toString(),
            "dataset", request.version().dataset().toString(),
            "purpose", request.purpose().toString(),
            "reason", request.reason()));
  }
}
