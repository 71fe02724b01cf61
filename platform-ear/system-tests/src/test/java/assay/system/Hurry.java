package assay.system;

import assay.agent.Agent;
import assay.agent.loop.AgentTask;
import assay.local.network.LocalNetwork;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Moves the chain's clock to the next deadline whenever every bounty that runs waits for nothing
 * else: windows can be long enough for the slowest machine, and nobody waits them out.
 */
final class Hurry implements AgentTask {

  private final Town town;
  private final Agent agent;
  private final int miners;
  private Instant passedTo = Instant.EPOCH;

  /**
   * @param miners how many submissions each bounty is to get
   */
  Hurry(Town town, Agent agent, int miners) {
    this.town = town;
    this.agent = agent;
    this.miners = miners;
  }

  @Override
  public void advance() {
    agent.events().refresh();
    // What was passed over is final a little later; until then the bounties seem to wait still.
    if (agent.events().now().isBefore(passedTo)) {
      return;
    }
    List<BountyFacts> running =
        BountyFacts.all(agent.events()).stream().filter(b -> !b.state().isFinal()).toList();
    if (running.isEmpty() || !running.stream().allMatch(this::isWaitedOut)) {
      return;
    }
    Instant next =
        running.stream().map(BountyFacts::stateDeadline).min(Instant::compareTo).orElseThrow();
    Duration left = Duration.between(agent.events().now(), next);
    if (left.toSeconds() > 1) {
      System.out.println("Everybody waits; " + left.toSeconds() + " s are passed over.");
      town.network().advance(left);
      passedTo = next;
    }
  }

  private boolean isWaitedOut(BountyFacts bounty) {
    return switch (bounty.state()) {
      case OPEN -> bounty.submissions().size() == miners;
      case SCORED -> true;
      case DELIVERING -> isDelivered(bounty.id());
      case NONE,
          SAMPLED,
          REVEAL,
          DRAWING,
          SCORING,
          SCORE_REVEAL,
          SETTLED,
          REFUNDED,
          CANCELLED,
          DEFAULTED ->
          false;
    };
  }

  private boolean isDelivered(BountyId bounty) {
    return LocalNetwork.evaluatorNames().stream()
        .flatMap(name -> town.notes().of(name, "delivered").stream())
        .anyMatch(note -> note.subject().equals(bounty.toString()));
  }
}
