package assay.agent.site;

import assay.agent.Agent;
import assay.agent.approval.Applicants;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Narrator;
import assay.agent.loop.Rounds;
import assay.agent.miner.Refusal;
import assay.agent.platform.PlatformClient.AccessRequest;
import assay.agent.site.FederatedBounties.FederatedBounty;
import assay.chain.Bytes32;
import assay.registry.approval.Application;
import assay.registry.dataset.SharingLevel;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.ledger.Confirmed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers coordinators who ask for an owner's data, by the site's policy: grants at level L3, at
 * which no key is handed out, or denies with the reason. A specification that its owner has not
 * approved waits for him. Whoever lost a grant is not let in again. Not thread-safe.
 */
public final class SiteDoor implements AgentTask {

  private final Agent agent;
  private final Narrator narrator;
  private final SitePolicyFile file;
  private final Applicants applicants;
  private final FederatedBounties bounties;
  private final Rounds rounds;
  private final Set<Bytes32> answered = new HashSet<>();
  private final Set<String> told = new HashSet<>();

  public SiteDoor(Agent agent, Narrator narrator) {
    this.agent = agent;
    this.narrator = narrator;
    this.file = new SitePolicyFile(agent.home());
    this.applicants = new Applicants(agent);
    this.bounties = new FederatedBounties(agent);
    this.rounds = new Rounds(narrator);
  }

  @Override
  public void advance() {
    agent.events().refresh();
    for (AccessRequest request : agent.platform().accessRequests()) {
      rounds.visit(
          request.id(),
          () -> bounties.find(request.bounty()).ifPresent(bounty -> see(request, bounty)));
    }
  }

  /** Whether the request is for a bounty that is trained by rounds. */
  public boolean takes(AccessRequest request) {
    return bounties.find(request.bounty()).isPresent();
  }

  private void see(AccessRequest request, FederatedBounty bounty) {
    if (answered.contains(request.id())) {
      return;
    }
    Optional<GrantId> standing =
        applicants.standingGrant(request.version(), request.grantee(), request.purpose());
    if (standing.isPresent()) {
      agent.platform().tellGranted(request);
      answered.add(request.id());
    } else {
      applicants
          .application(request.version(), request.grantee(), request.purpose())
          .ifPresent(application -> answer(request, application, bounty));
    }
  }

  private void answer(AccessRequest request, Application application, FederatedBounty bounty) {
    SitePolicy policy = file.read();
    Optional<Refusal> against = policy.against(bounty.offer(request.grantee(), request.purpose()));
    if (!isListed(request, bounty)) {
      deny(request, "The bounty does not list this version.");
    } else if (against.filter(SitePolicy::isUndecided).isPresent()) {
      tellOnce(request, against.get().sentence());
    } else if (against.isPresent()) {
      deny(request, against.get().sentence());
    } else if (application.circumstances().wasRevoked()) {
      tellOnce(request, "a grant to it was taken back, and the site gives it no other.");
    } else {
      grant(request, application, policy);
    }
  }

  private boolean isListed(AccessRequest request, FederatedBounty bounty) {
    return bounty
        .partOf(agent.address())
        .filter(part -> part.version().equals(request.version()))
        .isPresent();
  }

  private void grant(AccessRequest request, Application application, SitePolicy policy) {
    Instant begin = agent.events().now().truncatedTo(ChronoUnit.SECONDS);
    GrantTerms terms =
        new GrantTerms(
            agent.address(),
            request.grantee(),
            request.version(),
            request.purpose(),
            level(application.circumstances().minimum()),
            new Period(begin, begin.plus(policy.grantTime())),
            Price.FREE);
    Confirmed<GrantId> confirmed = agent.ledger().grant(terms);
    agent.events().refresh();
    narrator.tell(
        "granted",
        confirmed.fact(),
        "Granted %s to %s on %s, without a key."
            .formatted(request.grantee(), request.purpose(), request.version()),
        Map.of("gas", String.valueOf(confirmed.receipt().gasUsed())));
    agent.platform().tellGranted(request);
    answered.add(request.id());
  }

  static SharingLevel level(SharingLevel minimum) {
    return minimum.isAtLeast(SharingLevel.L3) ? minimum : SharingLevel.L3;
  }

  private void deny(AccessRequest request, String because) {
    agent.platform().tellDenied(request, because);
    answered.add(request.id());
    narrator.tell(
        "denied",
        request.id(),
        "Denied %s to %s on %s: %s"
            .formatted(request.grantee(), request.purpose(), request.version(), because));
  }

  private void tellOnce(AccessRequest request, String because) {
    if (told.add(request.id() + because)) {
      narrator.tell(
          "request-waits",
          request.id(),
          "%s asks to lead a federated training on %s for bounty %s. It waits for you: %s"
              .formatted(request.grantee(), request.version(), request.bounty(), because),
          Map.of(
              "grantee", request.grantee().toString(),
              "dataset", request.version().dataset().toString(),
              "bounty", request.bounty().hex()));
    }
  }
}
