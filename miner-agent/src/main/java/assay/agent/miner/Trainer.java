package assay.agent.miner;

import assay.agent.Agent;
import assay.agent.journal.JournalEntry;
import assay.agent.loop.Narrator;
import assay.registry.RegistryException;
import assay.registry.content.Cid;
import assay.registry.seal.Opener;
import assay.registry.seal.Sealer;
import assay.training.TrainingException;
import assay.training.bounty.BountyId;
import assay.training.run.CheckpointPace;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import assay.training.run.TrainingStateFile;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Trains on this rig alone. States on the way go to the content store, sealed to the miner himself,
 * and into the journal: killed, he goes on from the last one.
 */
final class Trainer implements JobTrainer {

  private static final String STEP = "training-state";
  private static final long LARGEST_STATE = 1L << 30;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Agent agent;
  private final Narrator narrator;
  private final SpeedBook speeds;
  private final Duration pause;
  private final Sealer sealer = new Sealer();
  private final Opener opener = new Opener();

  Trainer(TrainingDesk.Tools tools) {
    this(tools, CheckpointPace.USUAL);
  }

  /**
   * @param pause the least time between two kept states
   */
  Trainer(TrainingDesk.Tools tools, Duration pause) {
    this.agent = tools.agent();
    this.narrator = tools.narrator();
    this.speeds = tools.speeds();
    this.pause = pause;
  }

  @Override
  public Trained train(JobRun run) {
    Recorder listener = new Recorder(run);
    TrainingState state = train(run, listener);
    speeds.measured(run.job().spec().hash(), listener.speed());
    return new Trained(state, 1);
  }

  private TrainingState train(JobRun run, Recorder listener) {
    BountyId bounty = run.bounty();
    TrainingEngine engine = run.engine();
    Optional<TrainingState> left = stateLeft(bounty, run.job().spec());
    if (left.isPresent()) {
      narrator.tell(
          "resumed",
          bounty,
          "Goes on after epoch %d.".formatted(left.get().epochsDone()),
          Map.of("epoch", String.valueOf(left.get().epochsDone())));
      return engine.resume(run.job(), forEngine(engine, bounty, left.get()), listener);
    }
    return engine.train(run.job(), listener);
  }

  private TrainingState forEngine(TrainingEngine engine, BountyId bounty, TrainingState left) {
    if (left.engine().equals(engine.name())) {
      return left;
    }
    narrator.tell(
        "engine-changed",
        bounty,
        "Goes on with %s what %s began.".formatted(engine.name(), left.engine()));
    return left.carriedTo(engine.name());
  }

  /** A state that cannot be had or read any more costs time, not the job: begin again. */
  private Optional<TrainingState> stateLeft(BountyId bounty, ModelSpec spec) {
    return agent
        .journal()
        .last(bounty.toString(), STEP)
        .flatMap(
            entry -> {
              try {
                return Optional.of(restore(entry, spec));
              } catch (RegistryException | TrainingException e) {
                narrator.tell("state-lost", bounty, "Begins again: " + e.getMessage());
                return Optional.empty();
              }
            });
  }

  private TrainingState restore(JournalEntry entry, ModelSpec spec) {
    try (InputStream sealed = agent.store().get(Cid.parse(entry.fact("cid")), LARGEST_STATE)) {
      byte[] plain = opener.openMessage(sealed.readAllBytes(), agent.identity());
      return TrainingStateFile.read(new ByteArrayInputStream(plain), spec);
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }

  private void keep(BountyId bounty, TrainingState state) {
    try {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      TrainingStateFile.write(state, plain);
      byte[] sealed = sealer.sealMessage(plain.toByteArray(), agent.identity().recipient());
      Cid cid = agent.store().put(new ByteArrayInputStream(sealed));
      agent
          .journal()
          .record(
              bounty.toString(),
              STEP,
              Map.of("cid", cid.text(), "epoch", String.valueOf(state.epochsDone())));
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }

  /** Tells how the training goes, and keeps its states. */
  private final class Recorder implements TrainingListener {

    private final JobRun run;
    private final BountyId bounty;
    private final int samplesPerEpoch;
    private final CheckpointPace pace = new CheckpointPace(pause, System::nanoTime);
    private EpochReport last = EpochReport.NONE;
    private double speed;
    private long firstAt;
    private int epochsBefore;
    private long restedNanos;

    Recorder(JobRun run) {
      this.run = run;
      this.bounty = run.bounty();
      this.samplesPerEpoch = run.job().training().size();
    }

    /** A slot is for one training at a time: a late one would keep it from others. */
    @Override
    public boolean wantsStop() {
      return run.time().isOver();
    }

    /** Samples a second, the time of rests left out; 0 before any is known. */
    double speed() {
      return speed;
    }

    @Override
    public void onEpoch(EpochReport report) {
      last = report;
      measure(report);
    }

    @Override
    public void onProgress(Progress progress) {
      begin(progress);
      run.watch().onProgress(bounty, progress, last);
      narrator.tell(
          "training",
          bounty,
          String.format(
              Locale.ROOT,
              "epoch %d/%d · %.0f samples/s · loss %.4f · accuracy %.3f%s · %d s left",
              progress.epoch(),
              progress.epochs(),
              progress.samplesPerSecond(),
              progress.loss(),
              last.accuracy(),
              measures(),
              progress.remaining().toSeconds()),
          Map.of(
              "done", String.valueOf(progress.samplesDone()),
              "total", String.valueOf(progress.samplesTotal())));
      rest();
    }

    /** What the spec asks to report beside the accuracy. */
    private String measures() {
      return last.measures().entrySet().stream()
          .filter(each -> each.getKey() != Metric.ACCURACY)
          .map(
              each ->
                  String.format(Locale.ROOT, " · %s %.3f", each.getKey().word(), each.getValue()))
          .collect(Collectors.joining());
    }

    private void rest() {
      long from = System.nanoTime();
      run.watch().rest(bounty, this::wantsStop);
      restedNanos += System.nanoTime() - from;
    }

    private void begin(Progress progress) {
      if (firstAt == 0) {
        firstAt = System.nanoTime();
        epochsBefore = progress.epoch() - 1;
      }
    }

    /** By whole epochs, for the engine's own count goes on while it rests. */
    private void measure(EpochReport report) {
      double seconds = (System.nanoTime() - firstAt - restedNanos) / NANOS_PER_SECOND;
      if (firstAt != 0 && seconds > 0) {
        speed = (double) samplesPerEpoch * (report.epoch() - epochsBefore) / seconds;
      }
    }

    @Override
    public boolean wantsCheckpoint() {
      return pace.isOver();
    }

    @Override
    public void onCheckpoint(TrainingState state) {
      keep(bounty, state);
      pace.kept();
    }
  }
}
