package assay.agent.report;

import assay.agent.loop.Narrator;
import assay.agent.miner.JobRun;
import assay.agent.miner.JobWatch;
import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.RunBoard;
import assay.agent.report.RunLog.Numbered;
import assay.agent.rig.Device;
import assay.agent.rig.RigReport;
import assay.chain.DaemonThreads;
import assay.training.bounty.BountyId;
import assay.training.data.Target;
import assay.training.report.RunPhase;
import assay.training.report.RunPoint;
import assay.training.report.RunReport;
import assay.training.report.RunSetup;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells the platform how this account's trainings go, every three seconds and in a thread of its
 * own: no training waits for it. While the platform is away points wait, and are sent once it is
 * back; what it refuses for good is told no more. Thread-safe.
 */
public final class RunReporter implements JobWatch, AutoCloseable {

  private static final long PAUSE_SECONDS = 3;
  private static final Set<String> FOR_GOOD =
      Set.of("run-over", "run-full", "too-many-runs", "malformed");

  private final RunBoard board;
  private final Narrator narrator;
  private final Senses senses;
  private final Map<BountyId, RunStory> stories = new LinkedHashMap<>();
  private final Map<BountyId, Long> linesTold = new HashMap<>();
  private final Map<BountyId, RunPhase> phaseTold = new HashMap<>();
  private final Thread thread = DaemonThreads.named("run-reporter").newThread(this::work);
  private boolean isAway;

  /**
   * What it reads.
   *
   * @param rig as it was seen last
   * @param isResting whether trainings wait
   * @param log what of the log may be told
   */
  public record Senses(
      Clock clock,
      LongSupplier nanoTime,
      Supplier<RigReport> rig,
      BooleanSupplier isResting,
      RunLog log) {}

  public RunReporter(RunBoard board, Narrator narrator, Senses senses) {
    this.board = board;
    this.narrator = narrator;
    this.senses = senses;
  }

  /** Begins to tell. */
  public void start() {
    thread.start();
  }

  @Override
  public void onTraining(JobRun run) {
    Map<String, String> hardware = run.engine().hardware();
    boolean isOnGraphics = "cuda".equals(hardware.get("backend"));
    RunStory.Subject subject =
        new RunStory.Subject(
            setup(run, hardware, isOnGraphics), isOnGraphics, isLabelling(run.job()));
    RunStory story = new RunStory(subject, senses.nanoTime());
    synchronized (stories) {
      stories.put(run.bounty(), story);
    }
  }

  private static boolean isLabelling(TrainingJob job) {
    return !(TrainingJob.examples(job.spec(), job.validation()).target() instanceof Target.Numbers);
  }

  private RunSetup setup(JobRun run, Map<String, String> hardware, boolean isOnGraphics) {
    TrainingSettings settings = run.job().settings();
    String devices =
        isOnGraphics ? graphics() : hardware.getOrDefault("processor", "unknown processors");
    return new RunSetup(
        run.engine().name(),
        run.job().spec().optimizer().word(),
        devices.substring(0, Math.min(devices.length(), RunSetup.LONGEST_HARDWARE)),
        settings.devices(),
        settings.batchSize(),
        settings.epochs(),
        run.job().training().size());
  }

  private String graphics() {
    String names =
        senses.rig().get().devices().stream()
            .map(seen -> seen.device())
            .filter(Device.Gpu.class::isInstance)
            .map(Device::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "graphics processors" : names;
  }

  @Override
  public void onProgress(BountyId bounty, Progress progress, EpochReport last) {
    RunStory story;
    synchronized (stories) {
      story = stories.get(bounty);
    }
    if (story != null) {
      story.heard(senses.clock().instant(), progress, last, senses.rig().get());
    }
  }

  @Override
  public void afterTraining(BountyId bounty) {
    RunStory story;
    synchronized (stories) {
      story = stories.get(bounty);
    }
    if (story != null) {
      story.end();
    }
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        tellAll();
        TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells what there is to tell; what fails is tried again, for the thread has to live on. */
  void tellAll() {
    Map<BountyId, RunStory> all;
    synchronized (stories) {
      all = new LinkedHashMap<>(stories);
    }
    List<RuntimeException> failures = new ArrayList<>();
    for (Map.Entry<BountyId, RunStory> each : all.entrySet()) {
      try {
        tell(each.getKey(), each.getValue());
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    failures.stream().findFirst().ifPresent(this::away);
    isAway = !failures.isEmpty();
  }

  private void away(RuntimeException failure) {
    if (!isAway && !Thread.currentThread().isInterrupted()) {
      narrator.tell(
          "runs-wait", "rig", "What there is to tell of trainings waits: " + failure.getMessage());
    }
  }

  private void tell(BountyId bounty, RunStory story) {
    boolean isMore = true;
    while (isMore) {
      try {
        isMore = tellOnce(bounty, story);
      } catch (PlatformRefusedException e) {
        requireForGood(e);
        giveUp(bounty, e);
        isMore = false;
      }
    }
  }

  /** One report, if there is anything new; says whether more is to follow. */
  private boolean tellOnce(BountyId bounty, RunStory story) {
    boolean isEnded = story.isEnded();
    List<RunPoint> points = story.first(RunReport.MOST_POINTS);
    List<Numbered> lines =
        senses.log().from(bounty, linesTold.getOrDefault(bounty, 0L)).stream()
            .limit(RunReport.MOST_LINES)
            .toList();
    boolean isMore = points.size() == RunReport.MOST_POINTS || lines.size() == RunReport.MOST_LINES;
    RunPhase phase = isEnded && !isMore ? RunPhase.ENDED : phase();
    if (points.isEmpty() && lines.isEmpty() && phase == phaseTold.get(bounty)) {
      return false;
    }
    board.report(
        bounty,
        new RunReport(phase, story.setup(), points, lines.stream().map(Numbered::line).toList()));
    story.told(points);
    phaseTold.put(bounty, phase);
    lines.forEach(line -> linesTold.put(bounty, line.number() + 1));
    if (phase == RunPhase.ENDED) {
      forget(bounty, story);
    }
    return isMore;
  }

  private RunPhase phase() {
    return senses.isResting().getAsBoolean() ? RunPhase.RESTING : RunPhase.TRAINING;
  }

  /** What time mends, such as an index that is behind, is tried again. */
  private static void requireForGood(PlatformRefusedException failure) {
    if (!FOR_GOOD.contains(failure.code())) {
      throw failure;
    }
  }

  private void giveUp(BountyId bounty, PlatformRefusedException failure) {
    synchronized (stories) {
      stories.remove(bounty);
    }
    narrator.tell(
        "run-untold",
        bounty,
        "The platform keeps no more of this training: " + failure.getMessage());
  }

  /** Unless it has been begun again meanwhile. */
  private void forget(BountyId bounty, RunStory story) {
    synchronized (stories) {
      stories.remove(bounty, story);
    }
    phaseTold.remove(bounty);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
