package assay.agent.status;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.care.Hooks;
import assay.agent.care.PauseGate;
import assay.agent.care.TrainingSwitch;
import assay.agent.care.Watchdog;
import assay.agent.loop.Narrator;
import assay.agent.miner.JobPhase;
import assay.chain.Bytes32;
import assay.engine.dl4j.Dl4jEngine;
import assay.training.bounty.BountyId;
import assay.training.bounty.CorrectCount;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.Architectures;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JobBoardTest {

  private static final EpochReport HALF =
      new EpochReport(1, 0.5, new CorrectCount(1, 2), 0.7, Map.of());
  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final PauseGate gate = new PauseGate();
  private JobBoard board;

  @BeforeEach
  void hangItUp() {
    Narrator nobody = new Narrator(Clock.systemUTC(), note -> {});
    board =
        new JobBoard(
            Clock.systemUTC(),
            nanos::get,
            gate,
            new TrainingSwitch(Hooks.NONE, folder.resolve("mark"), nobody, nanos::get));
  }

  private void wait(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static Progress progress() {
    return new Progress(2, 40, 100, 4_000, 250.5, 0.25, Duration.ofSeconds(16));
  }

  @Test
  void shouldCountTheSilenceOfTrainingsAndOfNothingElse() {
    board.onPhase(BOUNTY, JobPhase.ASKING);
    wait(Duration.ofHours(5));
    assertThat(board.silence()).isZero();

    board.onPhase(BOUNTY, JobPhase.TRAINING);
    wait(Duration.ofMinutes(20));
    assertThat(board.silence()).isEqualTo(Duration.ofMinutes(20));

    board.onProgress(BOUNTY, progress(), HALF);
    assertThat(board.silence()).isZero();

    board.onPhase(BOUNTY, JobPhase.PAUSED);
    wait(Duration.ofHours(5));
    assertThat(board.silence()).isZero();
  }

  @Test
  void shouldLetTheWatchdogBiteOnceTrainingIsSilentForTooLong() {
    List<Duration> bites = new ArrayList<>();
    Watchdog watchdog = new Watchdog(Duration.ofMinutes(30), board::silence, bites::add);
    board.onPhase(BOUNTY, JobPhase.TRAINING);

    wait(Duration.ofMinutes(30));
    watchdog.look();
    assertThat(bites).isEmpty();
    wait(Duration.ofSeconds(1));
    watchdog.look();

    assertThat(bites).containsExactly(Duration.ofMinutes(30).plusSeconds(1));
  }

  @Test
  void shouldKeepThePhaseOfAJobUntilItEnds() {
    board.onPhase(BOUNTY, JobPhase.TRAINING);
    board.onProgress(BOUNTY, progress(), HALF);
    board.onPhase(BOUNTY, JobPhase.COMMITTED);
    board.onPhase(BOUNTY, JobPhase.COMMITTED);

    assertThat(board.jobs()).hasSize(1);
    JobView job = board.jobs().get(0);
    assertThat(job.phase()).isEqualTo(JobPhase.COMMITTED);
    assertThat(job.progress()).contains(progress());
    assertThat(job.last().accuracy()).isEqualTo(0.5);

    board.onEnd(BOUNTY);
    assertThat(board.jobs()).isEmpty();
  }

  @Test
  void shouldNotBringBackAJobThatIsOverNorTakeATrainedOneForStuck() {
    board.onPhase(BOUNTY, JobPhase.WAITING);
    board.beforeTraining(BOUNTY);
    board.onPhase(BOUNTY, JobPhase.TRAINING);
    board.afterTraining(BOUNTY);
    wait(Duration.ofHours(5));
    assertThat(board.silence()).isZero();

    board.onEnd(BOUNTY);
    gate.set(Optional.of("It is hot."));
    board.rest(BOUNTY, () -> true);
    board.onProgress(BOUNTY, progress(), EpochReport.NONE);

    assertThat(board.jobs()).isEmpty();
    assertThat(board.silence()).isZero();
  }

  @Test
  void shouldTrainToTheSameWeightsWhetherItRestedBetweenStepsOrNot() throws Exception {
    TrainingState unrested = train(new TrainingListener() {});
    CountDownLatch resting = new CountDownLatch(1);
    AtomicBoolean isFirst = new AtomicBoolean(true);
    board.onPhase(BOUNTY, JobPhase.TRAINING);

    CompletableFuture<TrainingState> training =
        CompletableFuture.supplyAsync(
            () ->
                train(
                    new TrainingListener() {
                      @Override
                      public void onProgress(Progress progress) {
                        if (isFirst.getAndSet(false)) {
                          gate.set(Optional.of("It is hot."));
                          resting.countDown();
                        }
                        board.rest(BOUNTY, () -> false);
                      }

                      @Override
                      public void onEpoch(EpochReport report) {
                        assertThat(gate.reason()).isEmpty();
                      }
                    }));
    resting.await();
    while (board.jobs().get(0).phase() != JobPhase.PAUSED) {
      Thread.onSpinWait();
    }
    assertThat(training).isNotDone();
    gate.set(Optional.empty());

    assertThat(training.get().weights()).isEqualTo(unrested.weights());
    assertThat(board.jobs().get(0).phase()).isEqualTo(JobPhase.TRAINING);
  }

  @Test
  void shouldNotRestLongerThanThereIsSomethingToTrainFor() {
    gate.set(Optional.of("It is hot."));

    board.rest(BOUNTY, () -> true);

    assertThat(gate.reason()).isPresent();
  }

  private static TrainingState train(TrainingListener listener) {
    LabelledData digits = Digits.load().test();
    TrainingJob job =
        new TrainingJob(
            Architectures.perceptron(64, 16, 10, 16), digits, digits, TrainingSettings.of(3, 7));
    return new Dl4jEngine(System::nanoTime).train(job, listener);
  }
}
