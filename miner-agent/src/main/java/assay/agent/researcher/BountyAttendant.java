package assay.agent.researcher;

import assay.agent.Agent;
import assay.agent.keys.KeyExchange;
import assay.agent.loop.AgentTask;
import assay.agent.loop.BountyRounds;
import assay.agent.loop.BountySender;
import assay.agent.loop.Narrator;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Receipt;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.RevealedSample;
import assay.training.bounty.SampleBatch;
import assay.training.bounty.SamplePermutation;
import assay.training.ledger.BountyFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attends to the bounties that this home posted: reveals the public sample when its seed is drawn,
 * gives the sealed test set and its key to the panel when the panel is seated, never before, and
 * complains if nobody delivers the winner's key.
 */
public final class BountyAttendant implements AgentTask {

  private static final int SAMPLES_PER_CALL = 100;

  private final Agent agent;
  private final Narrator narrator;
  private final BountyRounds rounds;
  private final BountySender steps;
  private final Map<BountyId, Instant> deliveries = new HashMap<>();
  private final Set<String> done = new HashSet<>();

  public BountyAttendant(Agent agent, Narrator narrator) {
    this.agent = agent;
    this.narrator = narrator;
    this.rounds = new BountyRounds(narrator);
    this.steps = new BountySender(agent, narrator);
  }

  @Override
  public void advance() {
    agent.events().refresh();
    List<BountyFacts> own =
        BountyFacts.all(agent.events()).stream()
            .filter(bounty -> bounty.researcher().equals(agent.address()))
            .filter(bounty -> hidden(bounty).exists())
            .toList();
    rounds.visit(own, this::attend);
  }

  private void attend(BountyFacts bounty) {
    switch (bounty.state()) {
      case SAMPLED -> bounty.sampleSeed().ifPresent(seed -> revealSample(bounty, seed));
      case SCORING -> {
        publishTestKey(bounty);
        arm(bounty);
      }
      case DELIVERING -> bounty.winner().ifPresent(winner -> awaitKey(bounty, winner));
      case NONE,
          OPEN,
          REVEAL,
          DRAWING,
          SCORE_REVEAL,
          SCORED,
          SETTLED,
          REFUNDED,
          CANCELLED,
          DEFAULTED -> {}
    }
  }

  private void revealSample(BountyFacts bounty, Bytes32 seed) {
    SamplePermutation permutation = new SamplePermutation(seed, bounty.testCount());
    int revealed = bounty.publicSamples().size();
    int left = SamplePermutation.publicCount(bounty.testCount()) - revealed;
    SampleBatch next =
        hidden(bounty)
            .testSet(origin(bounty), bounty.testCount())
            .reveal(permutation, revealed, Math.min(left, SAMPLES_PER_CALL));
    next.samples().forEach(this::publish);
    Receipt receipt = agent.sender().send(agent.market().revealSample(bounty.id(), next));
    narrator.tell(
        "sample-revealed",
        bounty.id(),
        "Revealed %d public samples.".formatted(next.samples().size()),
        Map.of("gas", String.valueOf(receipt.gasUsed())));
  }

  /** A sample's file is one block, so that its hash on chain is also its address in the store. */
  private void publish(RevealedSample sample) {
    try {
      agent.store().put(new ByteArrayInputStream(sample.sample().bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be read.", e);
    }
  }

  /** The panel says that it has no key that fits: now everybody gets it. */
  private void publishTestKey(BountyFacts bounty) {
    if (bounty.isTestKeyAsked()) {
      steps.send(
          bounty,
          "test-key-published",
          "Published the test set's key: the panel says that it cannot use it.",
          agent.market().publishTestKey(bounty.id(), hidden(bounty).identity().key()));
    }
  }

  private void arm(BountyFacts bounty) {
    String upload = "test-set " + bounty.id();
    if (!done.contains(upload)) {
      hidden(bounty).upload(agent);
      narrator.tell("test-set-sent", bounty.id(), "Gave the sealed test set to the panel.");
      done.add(upload);
    }
    KeyExchange.toEach(bounty.seats(), seat -> giveTestKey(bounty, seat));
  }

  private void giveTestKey(BountyFacts bounty, Address seat) {
    String step = "test-key " + bounty.id() + " " + seat;
    if (!done.contains(step)) {
      agent.keys().sendTestKey(bounty.id(), seat, hidden(bounty).identity());
      done.add(step);
    }
  }

  private void awaitKey(BountyFacts bounty, Address winner) {
    String step = "key " + bounty.id();
    if (bounty.isComplained() || done.contains(step) || !isLastCall(bounty)) {
      return;
    }
    if (agent.keys().checkpointKey(bounty, bounty.submission(winner).orElseThrow()).isPresent()) {
      done.add(step);
    } else {
      agent.ensureAvailable(bounty.complaintBond());
      steps.send(
          bounty,
          "complained",
          "Complained on chain that no key came.",
          agent.market().complain(bounty.id()));
    }
  }

  private boolean isLastCall(BountyFacts bounty) {
    Instant now = agent.events().now();
    Instant seen = deliveries.computeIfAbsent(bounty.id(), id -> now);
    return isLastCall(now, seen, bounty.stateDeadline(), bounty.deliveryWindow());
  }

  /**
   * A complaint costs the bond and makes the model public, so the key may come until the last third
   * of its window, and a third is left to it if the delivery was late to begin.
   */
  static boolean isLastCall(Instant now, Instant seen, Instant deadline, Duration window) {
    Duration third = window.dividedBy(3);
    return now.isBefore(deadline)
        && !now.isBefore(deadline.minus(third))
        && !now.isBefore(seen.plus(third));
  }

  private HiddenTest hidden(BountyFacts bounty) {
    return HiddenTest.of(agent, origin(bounty));
  }

  private BountyOrigin origin(BountyFacts bounty) {
    return bounty.origin(agent.deployment().chainId(), agent.market().address());
  }
}
