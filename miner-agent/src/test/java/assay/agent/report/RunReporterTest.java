package assay.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.miner.JobRun;
import assay.agent.miner.JobTime;
import assay.agent.miner.JobWatch;
import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.PlatformUnreachableException;
import assay.agent.rig.Device;
import assay.agent.rig.Observation;
import assay.agent.rig.Reading;
import assay.agent.rig.RigReport;
import assay.chain.Bytes32;
import assay.engine.dl4j.Dl4jEngine;
import assay.training.bounty.BountyId;
import assay.training.bounty.CorrectCount;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.report.RunPhase;
import assay.training.report.RunPoint;
import assay.training.report.RunReport;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingSettings;
import assay.training.spec.Architectures;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunReporterTest {

  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final EpochReport HALF =
      new EpochReport(1, 0.5, new CorrectCount(1, 2), 0.75, Map.of());
  private static final RigReport RIG =
      new RigReport(
          List.of(
              new Observation(
                  new Device.Cpu("Processor", 2, 0),
                  new Reading(
                      OptionalLong.empty(),
                      OptionalDouble.of(61),
                      OptionalDouble.empty(),
                      OptionalDouble.empty(),
                      OptionalDouble.of(97)))),
          List.of());

  private final AtomicLong nanos = new AtomicLong();
  private final List<RunReport> told = new ArrayList<>();
  private final List<BountyId> toldOf = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean isResting;
  private RunReporter reporter;

  @BeforeEach
  void begin() {
    reporter =
        new RunReporter(
            (bounty, report) -> {
              failure.ifPresent(
                  thrown -> {
                    throw thrown;
                  });
              toldOf.add(bounty);
              told.add(report);
            },
            new Narrator(Clock.systemUTC(), (Note note) -> notes.add(note.event())),
            new RunReporter.Senses(
                new ShiftedClock(nanos), nanos::get, () -> RIG, () -> isResting, new RunLog()));
    reporter.onTraining(run());
  }

  /** Noon and so many nanoseconds. */
  private static final class ShiftedClock extends Clock {
    private final AtomicLong nanos;

    ShiftedClock(AtomicLong nanos) {
      this.nanos = nanos;
    }

    @Override
    public Instant instant() {
      return NOON.plusNanos(nanos.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static JobRun run() {
    LabelledData digits = Digits.load().test();
    TrainingJob job =
        new TrainingJob(
            Architectures.perceptron(64, 16, 10, 16),
            digits,
            digits,
            TrainingSettings.of(40, 7).withBatchSize(16));
    JobTime time =
        new JobTime() {
          @Override
          public boolean isOver() {
            return false;
          }

          @Override
          public Duration left() {
            return Duration.ofHours(1);
          }
        };
    return new JobRun(
        BOUNTY, job, List.of(), new Dl4jEngine(System::nanoTime), JobWatch.NONE, time);
  }

  private void progress(Duration after, double loss) {
    nanos.addAndGet(after.toNanos());
    reporter.onProgress(
        BOUNTY, new Progress(2, 40, 100, 4_000, 250.5, loss, Duration.ofSeconds(16)), HALF);
  }

  private List<RunPoint> points() {
    return told.stream().flatMap(report -> report.points().stream()).toList();
  }

  @Test
  void shouldTellWhatWasMeasuredOnWhat() {
    progress(Duration.ofSeconds(1), 0.25);
    reporter.tellAll();

    RunReport report = told.get(0);
    assertThat(report.setup().engine()).isEqualTo("dl4j");
    assertThat(report.setup().optimizer()).isEqualTo("Adam");
    assertThat(report.setup().samples()).isEqualTo(540);
    assertThat(report.points())
        .containsExactly(
            new RunPoint(
                NOON.plusSeconds(1),
                2,
                100,
                0.25,
                Optional.of(0.5),
                Optional.of(0.75),
                250.5,
                Optional.of(97.0),
                Optional.of(61.0)));
  }

  @Test
  void shouldTellNothingWhereThereIsNothingNew() {
    progress(Duration.ofSeconds(1), 0.25);
    reporter.tellAll();
    reporter.tellAll();

    assertThat(told).hasSize(1);
  }

  @Test
  void shouldKeepAPointASecondAndTheLastOneWheneverItIs() {
    for (int step = 0; step < 30; step++) {
      progress(Duration.ofMillis(100), step);
    }
    reporter.afterTraining(BOUNTY);
    reporter.tellAll();

    assertThat(points()).extracting(RunPoint::loss).containsExactly(0.0, 10.0, 20.0, 29.0);
    assertThat(told).last().extracting(RunReport::phase).isEqualTo(RunPhase.ENDED);
  }

  @Test
  void shouldLeaveOutALossThatIsNoNumber() {
    progress(Duration.ofSeconds(1), Double.NaN);
    progress(Duration.ofSeconds(1), 0.5);
    reporter.tellAll();

    assertThat(points()).extracting(RunPoint::loss).containsExactly(0.5);
  }

  @Test
  void shouldSendWhatWasMissedOnceThePlatformIsBack() {
    failure = Optional.of(new PlatformUnreachableException(URI.create("http://away"), "no answer"));
    for (int second = 0; second < 500; second++) {
      progress(Duration.ofSeconds(3), second);
      reporter.tellAll();
    }
    assertThat(notes).containsExactly("runs-wait");

    failure = Optional.empty();
    reporter.tellAll();

    assertThat(points())
        .extracting(RunPoint::loss)
        .startsWith(0.0, 1.0, 2.0)
        .doesNotHaveDuplicates();
    assertThat(points()).hasSizeGreaterThan(RunReport.MOST_POINTS);
  }

  @Test
  void shouldTryAgainWhatTimeMendsAndGiveUpWhatItDoesNot() {
    progress(Duration.ofSeconds(1), 0.5);
    failure = Optional.of(new PlatformRefusedException(404, "not-found", "Not yet final."));
    reporter.tellAll();
    failure = Optional.empty();
    reporter.tellAll();
    assertThat(points()).hasSize(1);

    progress(Duration.ofSeconds(5), 0.25);
    failure = Optional.of(new PlatformRefusedException(409, "run-full", "It is full."));
    reporter.tellAll();
    failure = Optional.empty();
    progress(Duration.ofSeconds(5), 0.125);
    reporter.tellAll();

    assertThat(points()).hasSize(1);
    assertThat(notes).containsExactly("runs-wait", "run-untold");
  }

  @Test
  void shouldTellThatTrainingRests() {
    progress(Duration.ofSeconds(1), 0.5);
    reporter.tellAll();
    isResting = true;
    reporter.tellAll();

    assertThat(told)
        .extracting(RunReport::phase)
        .containsExactly(RunPhase.TRAINING, RunPhase.RESTING);
  }

  @Test
  void shouldTellNothingOfTrainingsThatAreNotThisAccountsOwn() {
    BountyId joint = new BountyId(Bytes32.keccak256("joint"));

    reporter.onProgress(
        joint, new Progress(2, 40, 100, 4_000, 250.5, 0.5, Duration.ofSeconds(16)), HALF);
    reporter.afterTraining(joint);
    reporter.tellAll();

    assertThat(toldOf).containsOnly(BOUNTY);
  }
}
