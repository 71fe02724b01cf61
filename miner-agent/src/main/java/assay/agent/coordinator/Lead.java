package assay.agent.coordinator;

import assay.agent.federated.FederatedTools;
import assay.agent.joint.Board;
import assay.agent.joint.WeightStore;
import assay.agent.miner.JobPhase;
import assay.agent.miner.JobRun;
import assay.registry.content.Cid;
import assay.training.bounty.BountyId;
import assay.training.bounty.FederatedTerms;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedPlan;
import assay.training.federated.round.RoundEntry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a coordinator leads, and what he leads it with.
 *
 * @param board asked so that it may be away
 */
record Lead(
    FederatedTools tools,
    JobRun run,
    FederatedJob job,
    FederatedWork work,
    Setting setting,
    CoordinatorBook book,
    EvidenceKeeper evidence,
    RoundNotes notes,
    Board board) {

  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(36_500);

  /**
   * Around the job.
   *
   * @param anchors where rounds are anchored
   * @param clock by which deadlines are told
   * @param random of the models' keys
   */
  record Setting(RoundAnchors anchors, Clock clock, SecureRandom random) {}

  static Lead of(
      FederatedTools tools, JobRun run, FederatedJob job, FederatedWork work, Setting setting) {
    return new Lead(
        tools,
        run,
        job,
        work,
        setting,
        new CoordinatorBook(tools.journal(), job),
        new EvidenceKeeper(tools.weights(), new EvidenceBook(tools.journal(), job.bounty())),
        new RoundNotes(tools.narrator(), job.bounty()),
        new Board(tools.narrator(), tools.pacer(), job.bounty()));
  }

  BountyId bounty() {
    return job.bounty();
  }

  FederatedTerms terms() {
    return work.terms();
  }

  WeightStore store() {
    return tools.weights();
  }

  boolean isOver() {
    return run.time().isOver() || Thread.currentThread().isInterrupted();
  }

  /** Waits a little, and says that it lives. */
  void rest() {
    run.watch().onPhase(bounty(), JobPhase.TRAINING);
    tools.pacer().rest();
  }

  /** Says something to the platform until it heard it, or the job is over. */
  void say(Runnable word) {
    board.ask(said(word), AS_LONG_AS_IT_TAKES, this::isOver);
  }

  /** Says something to the platform, whether it hears it or not. */
  void sayOnce(Runnable word) {
    board.once(said(word));
  }

  private static Supplier<Boolean> said(Runnable word) {
    return () -> {
      word.run();
      return true;
    };
  }

  FederatedPlan plan(Cid plan) {
    return FederatedPlan.read(store().get(plan, FederatedPlan.LONGEST));
  }

  /** How many rounds the platform knows of. */
  int recorded() {
    return board
        .ask(() -> tools.board().rounds(job), AS_LONG_AS_IT_TAKES, this::isOver)
        .flatMap(log -> log)
        .map(log -> log.rounds().size())
        .orElse(0);
  }

  /** Adds a finished round to the public log. */
  void record(RoundEntry entry) {
    say(() -> tools.board().record(entry));
  }

  /** Anchors a finished round, then adds it to the public log. */
  void publish(RoundEntry entry) {
    int number = entry.round().number();
    setting.anchors().anchor(job, number, entry.round().root());
    record(entry);
    if (!isOver()) {
      book.keepPublished(number);
      notes.published(number);
    }
  }
}
