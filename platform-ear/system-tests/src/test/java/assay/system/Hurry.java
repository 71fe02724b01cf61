package assay.system;

import assay.agent.Agent;
import assay.agent.loop.AgentTask;
import assay.training.ledger.BountyFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Moves the chain's clock on whenever every bounty that runs waits for nothing else: windows can be
 * long enough for the slowest machine, and nobody waits them out.
 */
final class Hurry implements AgentTask {

  private final Town town;
  private final Agent agent;
  private final Lull lull;
  private Instant passedTo = Instant.EPOCH;

  Hurry(Town town, Agent agent, Lull lull) {
    this.town = town;
    this.agent = agent;
    this.lull = lull;
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
    List<Instant> waitedFor =
        running.stream().map(lull::of).flatMap(Optional::stream).sorted().toList();
    if (!running.isEmpty() && waitedFor.size() == running.size()) {
      passOver(waitedFor.get(0));
    }
  }

  private void passOver(Instant next) {
    Duration left = Duration.between(agent.events().now(), next);
    if (left.toSeconds() > 1) {
      System.out.println("Everybody waits; " + left.toSeconds() + " s are passed over.");
      town.network().advance(left);
      passedTo = next;
    }
  }
}
