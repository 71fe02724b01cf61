package assay.training.audit;

import assay.chain.ChainEvent;
import assay.registry.audit.Verdict;
import assay.registry.content.StoreUnavailableException;
import assay.training.bounty.BountyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Derives again all that can be known about one bounty. Trusts the events' order and times, which
 * are the chain's, and the contracts' code, which the deployment manifest pins; nothing else.
 * Immutable.
 */
public final class BountyAudit {

  private final BountyCase bounty;

  public BountyAudit(Evidence evidence, BountyId id) {
    this.bounty = new BountyCase(evidence, id);
  }

  /**
   * All claims, in the order in which a bounty lives.
   *
   * @throws StoreUnavailableException if the content store is away, which is nobody's failure
   */
  public List<Claim> claims() {
    if (bounty.events("BountyOpened").size() != 1) {
      return List.of(
          new Claim(
              ClaimName.BOUNTY_ID,
              bounty.id().toString(),
              Verdict.FAILS,
              "no such bounty was opened, or it was opened twice"));
    }
    List<Claim> claims = new ArrayList<>(List.of(order()));
    Seeds seeds = new Seeds(bounty);
    add(claims, ClaimName.TERMS, () -> new Opening(bounty, seeds).claims());
    add(claims, ClaimName.TICKETS, () -> List.of(tickets()));
    add(claims, ClaimName.SEED, new SeedClaims(bounty, seeds)::claims);
    add(claims, ClaimName.STANDING, () -> withSubmissions(seeds));
    return List.copyOf(claims);
  }

  /** What cannot even be begun fails in the name of what it would have shown. */
  private void add(List<Claim> claims, ClaimName name, Supplier<List<Claim>> family) {
    try {
      claims.addAll(family.get());
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      claims.add(
          new Claim(
              name,
              bounty.id().toString(),
              Verdict.FAILS,
              "the events contradict each other: " + e.getMessage()));
    }
  }

  private Claim order() {
    return Findings.derive(
        ClaimName.ORDER,
        "all events",
        "block by block and log by log, none of them twice",
        findings -> {
          List<ChainEvent> events = bounty.evidence().events();
          for (int i = 1; i < events.size(); i++) {
            ChainEvent before = events.get(i - 1);
            ChainEvent event = events.get(i);
            findings.require(
                bounty.isBefore(before, event), event.name() + " stands twice or out of order");
          }
        });
  }

  private Claim tickets() {
    return Findings.derive(
        ClaimName.TICKETS,
        "all actors",
        "bonds, places, locks and hash chains rebuilt from every event of the actors",
        findings -> Tickets.after(bounty.evidence(), bounty.evidence().events()));
  }

  private List<Claim> withSubmissions(Seeds seeds) {
    Submissions submissions = Submissions.of(bounty);
    Panel panel = new Panel(bounty);
    List<Claim> claims = new ArrayList<>();
    add(claims, ClaimName.SPEC, () -> new Files(bounty).claims(submissions));
    add(claims, ClaimName.MODEL, () -> new Ownership(bounty).claims(submissions));
    add(claims, ClaimName.COMMIT, () -> new Commitments(bounty, submissions).claims());
    add(claims, ClaimName.DRAW, () -> new Draws(bounty, panel, seeds, submissions).claims());
    int slots = submissions.all().size();
    add(claims, ClaimName.SCORE_COMMIT, () -> new Scores(bounty, panel, slots).claims());
    add(claims, ClaimName.VERDICTS, () -> new Verdicts(bounty, panel, submissions).claims());
    add(claims, ClaimName.STATES, () -> List.of(new Arrows(bounty, panel, submissions).claim()));
    add(claims, ClaimName.PAYMENTS, () -> money(panel, seeds, submissions));
    return claims;
  }

  private List<Claim> money(Panel panel, Seeds seeds, Submissions submissions) {
    Optional<Ending> ending = Ending.of(bounty, panel, seeds, submissions);
    if (ending.isEmpty()) {
      return List.of(unfinished());
    }
    Payments payments = new Payments(bounty, panel, seeds, submissions, ending.get());
    List<Claim> claims = new ArrayList<>(payments.claims());
    claims.add(new Pot(bounty, payments.inherited()).claim(submissions.all()));
    return claims;
  }

  private Claim unfinished() {
    boolean isPaid = bounty.has("Paid") || bounty.has("Slashed");
    return new Claim(
        ClaimName.PAYMENTS,
        bounty.finalState().name(),
        isPaid ? Verdict.FAILS : Verdict.UNCHECKED,
        isPaid
            ? "money went out before the end"
            : "the bounty goes on; nothing is paid before its end");
  }

  /** Transactions whose inputs the audit wants to see. */
  public static List<ChainEvent> wanted(List<ChainEvent> events, BountyId id) {
    List<String> assets =
        events.stream()
            .filter(event -> event.name().equals("DatasetListed"))
            .filter(event -> event.bytes32("bounty").equals(id.value()))
            .map(event -> event.text("asset"))
            .toList();
    return events.stream()
        .filter(
            event ->
                id.value().hex().equals(event.values().get("bounty")) || isAbout(event, assets))
        .toList();
  }

  private static boolean isAbout(ChainEvent event, List<String> assets) {
    return (event.name().equals("AssetRegistered") || event.name().equals("VersionAdded"))
        && assets.contains(String.valueOf(event.values().get("asset")));
  }
}
