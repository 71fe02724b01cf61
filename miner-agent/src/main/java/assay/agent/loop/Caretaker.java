package assay.agent.loop;

import assay.agent.Agent;
import assay.chain.RevertedException;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leads bounties on when their deadlines have passed or the seed of their panel is known. Anyone
 * may; agents take turns by a delay of their own. A step that is done in the newest block is
 * refused before it is sent and costs nothing; only agents whose turns fall into one block pay for
 * the same step twice.
 */
public final class Caretaker implements AgentTask {

  private static final int TURNS = 4;
  private static final Duration TURN = Duration.ofSeconds(2);

  private final Agent agent;
  private final Narrator narrator;
  private final Duration delay;
  private final BountyRounds rounds;
  private final Set<String> told = new HashSet<>();
  private final Map<BountyId, Instant> seedSeen = new HashMap<>();

  /** Waits its turn after every deadline. */
  public Caretaker(Agent agent, Narrator narrator) {
    this(agent, narrator, TURN.multipliedBy(Math.floorMod(agent.address().hashCode(), TURNS) + 1L));
  }

  /**
   * @param delay how long after a deadline, or after it saw a seed, this agent acts
   */
  public Caretaker(Agent agent, Narrator narrator, Duration delay) {
    this.agent = agent;
    this.narrator = narrator;
    this.delay = delay;
    this.rounds = new BountyRounds(narrator);
  }

  @Override
  public void advance() {
    agent.events().refresh();
    List<BountyFacts> running =
        BountyFacts.all(agent.events()).stream()
            .filter(bounty -> !bounty.state().isFinal())
            .toList();
    rounds.visit(running, this::leadOn);
  }

  private void leadOn(BountyFacts bounty) {
    Instant now = agent.events().now();
    if (bounty.state() == BountyState.DRAWING && bounty.hasDrawSeed()) {
      draw(bounty, now);
    } else if (now.isAfter(bounty.stateDeadline().plus(delay))) {
      attempt(bounty, "leads on", () -> agent.sender().send(agent.market().poke(bounty.id())));
    }
  }

  private void draw(BountyFacts bounty, Instant now) {
    Instant seen = seedSeen.computeIfAbsent(bounty.id(), first -> now);
    if (!now.isBefore(seen.plus(delay))) {
      attempt(
          bounty, "draws the panel", () -> agent.sender().send(agent.panel().draw(bounty.id())));
    }
  }

  private void attempt(BountyFacts bounty, String what, Runnable step) {
    try {
      step.run();
      narrator.tell("led-on", bounty.id(), what + " from " + bounty.state() + ".");
    } catch (RevertedException e) {
      if (told.add(bounty.id() + " " + bounty.state())) {
        narrator.tell("too-late", bounty.id(), "Another agent was first, or it is too early.");
      }
    }
  }
}
