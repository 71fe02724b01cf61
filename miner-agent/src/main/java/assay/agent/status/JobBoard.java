package assay.agent.status;

import assay.agent.care.PauseGate;
import assay.agent.care.TrainingSwitch;
import assay.agent.miner.JobPhase;
import assay.agent.miner.JobWatch;
import assay.training.bounty.BountyId;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Where every job of a running miner stands; holds trainings while the gate is closed, and switches
 * the rig before the first and after the last. Thread-safe.
 */
public final class JobBoard implements JobWatch {

  private final Clock clock;
  private final LongSupplier nanoTime;
  private final PauseGate gate;
  private final TrainingSwitch rigSwitch;
  private final Map<BountyId, JobView> jobs = new LinkedHashMap<>();
  private final Map<BountyId, Long> signsOfLife = new LinkedHashMap<>();

  /**
   * @param clock for people
   * @param nanoTime for silences, which must not follow a clock that is put right
   */
  public JobBoard(Clock clock, LongSupplier nanoTime, PauseGate gate, TrainingSwitch rigSwitch) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.gate = gate;
    this.rigSwitch = rigSwitch;
  }

  /** All jobs, in the order in which they were begun. */
  public synchronized List<JobView> jobs() {
    return List.copyOf(jobs.values());
  }

  /** How long the quietest training has made no progress; zero if none runs or all rest. */
  public synchronized Duration silence() {
    long now = nanoTime.getAsLong();
    long quietest =
        jobs.values().stream()
            .filter(job -> job.phase() == JobPhase.TRAINING)
            .mapToLong(job -> now - signsOfLife.getOrDefault(job.bounty(), now))
            .max()
            .orElse(0);
    return Duration.ofNanos(quietest);
  }

  @Override
  public synchronized void onPhase(BountyId bounty, JobPhase phase) {
    signsOfLife.put(bounty, nanoTime.getAsLong());
    JobView before = jobs.getOrDefault(bounty, JobView.begun(bounty, phase, clock.instant()));
    jobs.put(bounty, before.in(phase, clock.instant()));
  }

  @Override
  public synchronized void onProgress(BountyId bounty, Progress progress, EpochReport last) {
    signsOfLife.computeIfPresent(bounty, (id, before) -> nanoTime.getAsLong());
    jobs.computeIfPresent(bounty, (id, job) -> job.at(progress, last));
  }

  @Override
  public synchronized void onEnd(BountyId bounty) {
    jobs.remove(bounty);
    signsOfLife.remove(bounty);
  }

  @Override
  public void beforeTraining(BountyId bounty) {
    rigSwitch.enter();
  }

  @Override
  public void afterTraining(BountyId bounty) {
    move(bounty, JobPhase.TRAINED);
    rigSwitch.leave();
  }

  @Override
  public void rest(BountyId bounty, BooleanSupplier isOver) {
    if (gate.reason().isPresent()) {
      move(bounty, JobPhase.PAUSED);
      gate.pass(isOver);
      move(bounty, JobPhase.TRAINING);
    }
  }

  /** A training may hear late that its job is gone; it must not bring it back. */
  private synchronized void move(BountyId bounty, JobPhase phase) {
    signsOfLife.computeIfPresent(bounty, (id, before) -> nanoTime.getAsLong());
    jobs.computeIfPresent(bounty, (id, job) -> job.in(phase, clock.instant()));
  }
}
