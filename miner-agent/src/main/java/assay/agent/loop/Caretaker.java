package assay.agent.loop;

import assay.agent.Agent;
import assay.training.ledger.BountyFacts;
import java.time.Duration;
import java.util.List;

/**
 * Leads bounties on when their deadlines have passed. Anyone may; agents take turns by a delay of
 * their own, and look at the newest block first; only those whose turns fall into one block pay for
 * the same step twice.
 */
public final class Caretaker implements AgentTask {

  private static final int TURNS = 4;
  private static final Duration TURN = Duration.ofSeconds(2);

  private final Agent agent;
  private final Narrator narrator;
  private final Duration delay;
  private final BountyRounds rounds;

  /** Waits its turn after every deadline. */
  public Caretaker(Agent agent, Narrator narrator) {
    this(agent, narrator, TURN.multipliedBy(Math.floorMod(agent.address().hashCode(), TURNS) + 1L));
  }

  /**
   * @param delay how long after a deadline this agent acts
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
    boolean isMyTurn = agent.events().now().isAfter(bounty.stateDeadline().plus(delay));
    if (isMyTurn && agent.market().isDue(bounty.id())) {
      agent.sender().send(agent.market().poke(bounty.id()));
      narrator.tell("led-on", bounty.id(), "Leads on from " + bounty.state() + ".");
    }
  }
}
