package assay.agent.miner;

import assay.agent.Agent;
import assay.agent.keys.KeyExchange;
import assay.agent.keys.SealedEvidence;
import assay.agent.loop.AgentTask;
import assay.agent.loop.BountyRounds;
import assay.agent.loop.BountySender;
import assay.agent.loop.KeyPublisher;
import assay.agent.loop.Narrator;
import assay.chain.Address;
import assay.registry.content.Cid;
import assay.training.checkpoint.Checkpoint;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.SubmissionFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes part in bounties as a miner: asks for the data, trains, commits, uploads once the commit is
 * final, reveals, and hands the key to the panel and, having won, to the researcher, on chain if he
 * complains. What is next follows from final events and the journal alone, so it does not matter
 * when it was killed.
 */
public final class Miner implements AgentTask {

  private final Agent agent;
  private final Narrator narrator;
  private final JobWatch watch;
  private final BountyRounds rounds;
  private final BountySender steps;
  private final KeyPublisher publisher;
  private final TrainingDesk desk;
  private final JobPermit permit;
  private final Set<String> done = new HashSet<>();

  /** A miner whose jobs nobody watches. */
  public Miner(Agent agent, Narrator narrator, MinerRules rules, JobSlots slots) {
    this(
        agent,
        narrator,
        new Choosing(rules, JobPermit.ALL, JobTrainer.Choice.ALONE),
        slots,
        JobWatch.NONE);
  }

  /**
   * What a miner works on.
   *
   * @param rules what it is worth
   * @param permit whether it may be now
   * @param trainer who trains it
   */
  public record Choosing(MinerRules rules, JobPermit permit, JobTrainer.Choice trainer) {}

  /**
   * @param slots run trainings
   * @param watch hears where every job stands
   */
  public Miner(Agent agent, Narrator narrator, Choosing choosing, JobSlots slots, JobWatch watch) {
    this.agent = agent;
    this.narrator = narrator;
    this.watch = watch;
    this.rounds = new BountyRounds(narrator);
    this.steps = new BountySender(agent, narrator);
    this.publisher = new KeyPublisher(agent, narrator);
    SpeedBook speeds = SpeedBook.open(agent.home().speeds());
    this.desk =
        new TrainingDesk(
            new TrainingDesk.Tools(agent, narrator, watch, speeds),
            choosing.rules(),
            slots,
            choosing.trainer());
    this.permit = choosing.permit();
  }

  @Override
  public void advance() {
    agent.events().refresh();
    List<BountyFacts> bounties = BountyFacts.all(agent.events());
    bounties.forEach(this::dropLateTraining);
    rounds.visit(bounties, this::advance);
  }

  private void dropLateTraining(BountyFacts bounty) {
    if (!takesCommits(bounty)) {
      desk.drop(bounty.id());
      if (bounty.submission(agent.address()).isEmpty()) {
        watch.onEnd(bounty.id());
      }
    }
  }

  private boolean takesCommits(BountyFacts bounty) {
    return bounty.state() == BountyState.OPEN
        && !agent.events().now().isAfter(bounty.stateDeadline());
  }

  private void advance(BountyFacts bounty) {
    switch (bounty.state()) {
      case OPEN -> enter(bounty);
      case REVEAL -> reveal(bounty);
      case SCORING -> armPanel(bounty);
      case DELIVERING -> deliver(bounty);
      case SETTLED, REFUNDED, DEFAULTED -> tellEnd(bounty);
      case NONE, SAMPLED, DRAWING, SCORE_REVEAL, SCORED, CANCELLED -> {}
    }
  }

  private void enter(BountyFacts bounty) {
    if (!takesCommits(bounty)) {
      reveal(bounty);
    } else if (bounty.submission(agent.address()).isPresent()) {
      uploadOnce(bounty);
    } else {
      prepared(bounty).ifPresentOrElse(made -> commit(bounty, made), () -> train(bounty));
    }
  }

  private Optional<PreparedSubmission> prepared(BountyFacts bounty) {
    return agent
        .journal()
        .last(bounty.id().toString(), PreparedSubmission.STEP)
        .map(entry -> PreparedSubmission.recall(agent, bounty.id(), entry));
  }

  /** Who may no longer work on it stops: somebody else does by now. */
  private void train(BountyFacts bounty) {
    if (permit.against(bounty.id()).isPresent()) {
      desk.drop(bounty.id());
    } else {
      desk.advance(bounty).ifPresent(made -> prepare(bounty, made));
    }
  }

  /** The desk keeps what cannot be written down yet. */
  private void prepare(BountyFacts bounty, Checkpoint made) {
    PreparedSubmission.prepare(agent, bounty.id(), made);
    desk.drop(bounty.id());
  }

  private void commit(BountyFacts bounty, PreparedSubmission made) {
    agent.ensureAvailable(bounty.commitCost());
    steps.send(
        bounty,
        "committed",
        "Committed to a sealed checkpoint of %d bytes.".formatted(made.opening().cipherSize()),
        agent.submissions().commit(bounty.id(), made.commitHash(agent, bounty.id())));
  }

  private void uploadOnce(BountyFacts bounty) {
    String step = "upload " + bounty.id();
    Optional<PreparedSubmission> made = prepared(bounty);
    watch.onPhase(bounty.id(), JobPhase.COMMITTED);
    if (made.isEmpty() || done.contains(step)) {
      return;
    }
    try (InputStream in = Files.newInputStream(made.get().file())) {
      Cid cid = agent.store().put(in);
      agent.store().pin(cid);
      done.add(step);
      narrator.tell(
          "uploaded",
          bounty.id(),
          "Uploaded the sealed checkpoint " + cid + ".",
          Map.of(
              "cid", cid.text(),
              "sha256", made.get().opening().plainHash().hex().substring(2)));
    } catch (IOException e) {
      throw new UncheckedIOException("The sealed checkpoint is lost from the work folder.", e);
    }
  }

  private void reveal(BountyFacts bounty) {
    Optional<SubmissionFacts> mine = bounty.submission(agent.address());
    Optional<PreparedSubmission> made = prepared(bounty);
    mine.ifPresent(own -> watch.onPhase(bounty.id(), JobPhase.REVEALED));
    boolean isToReveal = mine.isPresent() && mine.get().checkpoint().isEmpty() && made.isPresent();
    if (isToReveal && !done.contains("reveal " + bounty.id())) {
      uploadOnce(bounty);
      Instant committedAt = agent.events().timeOf(mine.get().commitBlock());
      steps.send(
          bounty,
          "revealed",
          "Revealed the submission.",
          agent
              .submissions()
              .reveal(bounty.id(), made.get().opening(), desk.grantsAt(bounty, committedAt)));
      done.add("reveal " + bounty.id());
    }
  }

  private void armPanel(BountyFacts bounty) {
    Optional<SubmissionFacts> mine = bounty.submission(agent.address());
    Optional<PreparedSubmission> made = prepared(bounty);
    if (mine.isPresent() && made.isPresent()) {
      KeyExchange.toEach(
          bounty.seats(),
          seat -> {
            giveKey(bounty, mine.get(), made.get(), seat);
            giveEvidence(bounty, seat);
          });
    }
  }

  /** The seats alone: what opens single updates is not the researcher's. */
  private void giveEvidence(BountyFacts bounty, Address seat) {
    String step = "evidence " + bounty.id() + " " + seat;
    if (!done.contains(step)) {
      Optional<SealedEvidence> evidence = desk.evidence(bounty);
      evidence.ifPresent(found -> agent.keys().sendEvidence(bounty.id(), seat, found));
      done.add(step);
      if (evidence.isPresent()) {
        narrator.tell(
            "evidence-given", bounty.id(), "Gave what proves the contributions to " + seat + ".");
      }
    }
  }

  private void deliver(BountyFacts bounty) {
    Optional<PreparedSubmission> made = prepared(bounty);
    Optional<SubmissionFacts> mine =
        bounty.submission(agent.address()).filter(own -> isWinner(bounty));
    if (mine.isPresent() && made.isPresent()) {
      watch.onPhase(bounty.id(), JobPhase.DELIVERING);
      publisher.answer(bounty, made.get().key());
      giveKey(bounty, mine.get(), made.get(), bounty.researcher());
    }
  }

  private void giveKey(
      BountyFacts bounty, SubmissionFacts mine, PreparedSubmission made, Address to) {
    String step = "key " + bounty.id() + " " + to;
    if (!done.contains(step)) {
      agent.keys().sendCheckpointKey(bounty, mine, to, made.key());
      done.add(step);
      narrator.tell("key-given", bounty.id(), "Gave the checkpoint's key to " + to + ".");
    }
  }

  private boolean isWinner(BountyFacts bounty) {
    return bounty.winner().filter(agent.address()::equals).isPresent();
  }

  private void tellEnd(BountyFacts bounty) {
    desk.ended(bounty.id());
    if (bounty.submission(agent.address()).isPresent() && done.add("end " + bounty.id())) {
      watch.onEnd(bounty.id());
      narrator.tell("ended", bounty.id(), "The bounty is " + bounty.state() + ".");
    }
  }
}
