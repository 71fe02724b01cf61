package assay.agent.miner;

import assay.agent.Agent;
import assay.agent.keys.KeyExchange;
import assay.agent.loop.AgentTask;
import assay.agent.loop.BountyRounds;
import assay.agent.loop.BountySender;
import assay.agent.loop.KeyPublisher;
import assay.agent.loop.Narrator;
import assay.agent.miner.DataAccess.OpenedDataset;
import assay.chain.Address;
import assay.registry.content.Cid;
import assay.training.TrainingException;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountySpec;
import assay.training.checkpoint.Checkpoint;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountySpecs;
import assay.training.ledger.BountyState;
import assay.training.ledger.SubmissionFacts;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

/**
 * Takes part in bounties as a miner: asks for the data, trains, commits, uploads once the commit is
 * final, reveals, and hands the key to the panel and, having won, to the researcher, on chain if he
 * complains. What is next follows from final events and the journal alone, so it does not matter
 * when it was killed.
 */
public final class Miner implements AgentTask {

  private final Agent agent;
  private final Narrator narrator;
  private final MinerRules rules;
  private final TrainingEngine engine;
  private final ExecutorService rig;
  private final BountyRounds rounds;
  private final BountySender steps;
  private final KeyPublisher publisher;
  private final BountySpecs specs;
  private final DataAccess data;
  private final Trainer trainer;
  private final Map<BountyId, CompletableFuture<Checkpoint>> trainings = new HashMap<>();
  private final Set<String> done = new HashSet<>();

  /**
   * @param rig runs trainings, one at a time
   */
  public Miner(
      Agent agent,
      Narrator narrator,
      MinerRules rules,
      TrainingEngine engine,
      ExecutorService rig) {
    this.agent = agent;
    this.narrator = narrator;
    this.rules = rules;
    this.engine = engine;
    this.rig = rig;
    this.rounds = new BountyRounds(narrator);
    this.steps = new BountySender(agent, narrator);
    this.publisher = new KeyPublisher(agent, narrator);
    this.specs = new BountySpecs(agent.store());
    this.data = new DataAccess(agent, narrator, rules.largestDataset());
    this.trainer = new Trainer(agent, narrator, engine);
  }

  @Override
  public void advance() {
    agent.events().refresh();
    List<BountyFacts> bounties = BountyFacts.all(agent.events());
    bounties.forEach(this::dropLateTraining);
    rounds.visit(bounties, this::advance);
  }

  /** Nothing can be committed any more: what waits for the rig never begins, the rest stops. */
  private void dropLateTraining(BountyFacts bounty) {
    CompletableFuture<Checkpoint> training = trainings.get(bounty.id());
    if (training != null && !takesCommits(bounty)) {
      training.cancel(false);
      trainings.remove(bounty.id());
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
    } else if (isWorthIt(bounty)) {
      prepared(bounty).ifPresentOrElse(made -> commit(bounty, made), () -> train(bounty));
    }
  }

  /** What a token is worth only people know. */
  private boolean isWorthIt(BountyFacts bounty) {
    return bounty.token().equals(Address.ZERO)
        && rules.minimumReward().compareTo(bounty.reward()) <= 0;
  }

  private Optional<PreparedSubmission> prepared(BountyFacts bounty) {
    return agent
        .journal()
        .last(bounty.id().toString(), PreparedSubmission.STEP)
        .map(entry -> PreparedSubmission.recall(agent, bounty.id(), entry));
  }

  private void train(BountyFacts bounty) {
    CompletableFuture<Checkpoint> training = trainings.get(bounty.id());
    if (training == null) {
      wanted(bounty).ifPresent(spec -> begin(bounty, spec));
    } else if (training.isDone()) {
      trainings.remove(bounty.id());
      PreparedSubmission.prepare(agent, bounty.id(), result(training));
    }
  }

  /** What the rig made or threw, as if it had been thrown here: a broken journal ends the agent. */
  static <T> T result(CompletableFuture<T> training) {
    try {
      return training.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** The specification, unless it asks for what nobody should build: then it is left for good. */
  private Optional<BountySpec> wanted(BountyFacts bounty) {
    if (done.contains("left " + bounty.id())) {
      return Optional.empty();
    }
    try {
      BountySpec spec = specs.fetch(bounty);
      engine.requireSupport(spec.modelSpec());
      return Optional.of(spec);
    } catch (TrainingException e) {
      done.add("left " + bounty.id());
      narrator.tell(
          "left-alone",
          bounty.id(),
          "Leaves this bounty alone: " + e.getMessage(),
          Map.of("reason", e.code()));
      return Optional.empty();
    }
  }

  private void begin(BountyFacts bounty, BountySpec spec) {
    data.open(bounty, spec)
        .ifPresent(
            datasets -> {
              LabelledData validation = new PublicSamples(agent.store()).fetch(bounty, spec);
              TrainingJob job =
                  new TrainingJob(
                      spec.modelSpec(),
                      datasets.stream()
                          .map(OpenedDataset::data)
                          .reduce(LabelledData::plus)
                          .orElse(validation),
                      validation,
                      rules.settings(bounty.id()));
              narrator.tell(
                  "training-begins",
                  bounty.id(),
                  "Trains on %d samples of %d datasets."
                      .formatted(job.training().size(), datasets.size()));
              trainings.put(
                  bounty.id(),
                  CompletableFuture.supplyAsync(() -> checkpoint(bounty, job, datasets), rig));
            });
  }

  private Checkpoint checkpoint(BountyFacts bounty, TrainingJob job, List<OpenedDataset> datasets) {
    return new Checkpoint(
        job.spec(),
        trainer.train(bounty, job).weights(),
        job.provenance(datasets.stream().map(OpenedDataset::identity).toList(), engine));
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
              .reveal(bounty.id(), made.get().opening(), data.grantsAt(bounty, committedAt)));
      done.add("reveal " + bounty.id());
    }
  }

  private void armPanel(BountyFacts bounty) {
    Optional<SubmissionFacts> mine = bounty.submission(agent.address());
    Optional<PreparedSubmission> made = prepared(bounty);
    if (mine.isPresent() && made.isPresent()) {
      KeyExchange.toEach(bounty.seats(), seat -> giveKey(bounty, mine.get(), made.get(), seat));
    }
  }

  private void deliver(BountyFacts bounty) {
    Optional<PreparedSubmission> made = prepared(bounty);
    Optional<SubmissionFacts> mine =
        bounty.submission(agent.address()).filter(own -> isWinner(bounty));
    if (mine.isPresent() && made.isPresent()) {
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
    if (bounty.submission(agent.address()).isPresent() && done.add("end " + bounty.id())) {
      narrator.tell("ended", bounty.id(), "The bounty is " + bounty.state() + ".");
    }
  }
}
