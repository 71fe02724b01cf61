package assay.agent.examination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assay.agent.confine.ConfinementException;
import assay.agent.confine.ConfinementException.Reason;
import assay.agent.confine.ConfiningTools;
import assay.agent.engine.EngineChoice;
import assay.training.checkpoint.Checkpoints;
import assay.training.checkpoint.Weights;
import assay.training.run.TrainingEngine;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.ResourceLock;

@EnabledIf("assay.agent.confine.Confinable#isPossible")
@ResourceLock("confined children")
class LimitedExaminerTest extends ExaminerContract {

  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final long PATIENCE_SECONDS = 60;
  private static final int TOO_LONG = 200 << 20;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final List<Weights> MODELS =
      Stream.of(5, 6, 7)
          .map(seed -> Checkpoints.checkpoint(Checkpoints.LENET, seed).weights())
          .toList();

  private static final CompletableFuture<Examiner> EXAMINER = new CompletableFuture<>();

  @Override
  Examiner examiner() {
    EXAMINER.complete(fresh());
    return EXAMINER.join();
  }

  private static Examiner fresh() {
    return new LimitedExaminer(ConfiningTools.ofSystem(), CLASS_PATH, EngineChoice.DL4J);
  }

  @Override
  TrainingEngine engine() {
    return EngineChoice.DL4J.open(System::nanoTime);
  }

  @Test
  void shouldLetAnotherChildCountWhenTheFirstWasKilledAtIt() throws Exception {
    byte[] archive = Checkpoints.archive(checkpoint());
    Examiner examiner = examiner();

    CompletableFuture<Void> killer = CompletableFuture.runAsync(LimitedExaminerTest::killAChild);

    assertThatExceptionOfType(ConfinementException.class)
        .isThrownBy(() -> examiner.examine(archive, PAPER))
        .matches(e -> e.reason() == Reason.DISTURBED);
    killer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(examiner.examine(archive, PAPER)).isInstanceOf(Examination.Counted.class);
  }

  /** Models made one after the other, of which making one fails if there is a failure. */
  private record Made(List<Weights> models, Optional<RuntimeException> failure)
      implements ModelSeries {

    @Override
    public int count() {
      return models.size();
    }

    @Override
    public void each(Consumer<Weights> to) {
      models.forEach(to);
      failure.ifPresent(
          e -> {
            throw e;
          });
    }
  }

  @Test
  void shouldCountEachModelOfASeriesAsTheEngineItselfDoes() {
    SeriesExaminer examiner = (SeriesExaminer) examiner();

    double[] counts = examiner.counts(new Made(MODELS, Optional.empty()), PAPER, MINUTE);

    assertThat(counts)
        .containsExactly(
            new InProcessSeries(engine())
                .counts(new Made(MODELS, Optional.empty()), PAPER, MINUTE));
  }

  /** Evidence may prove wrong in the middle: nothing is counted then, and nobody waits. */
  @Test
  void shouldThrowWhatTheMakingOfAModelThrew() {
    SeriesExaminer examiner = (SeriesExaminer) examiner();
    IllegalStateException wrong = new IllegalStateException("wrong");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> examiner.counts(new Made(MODELS, Optional.of(wrong)), PAPER, MINUTE))
        .isSameAs(wrong);
  }

  @Test
  void shouldEndASeriesThatTakesTooLong() {
    SeriesExaminer examiner = (SeriesExaminer) examiner();
    Made made = new Made(MODELS, Optional.empty());

    assertThatExceptionOfType(ConfinementException.class)
        .isThrownBy(() -> examiner.counts(made, PAPER, Duration.ofMillis(1)))
        .matches(e -> e.reason() == Reason.TOO_MUCH_TIME);
  }

  @Test
  void shouldNotBeginASeriesWhoseAnswersMemoryCouldNotKeep() {
    SeriesExaminer examiner = (SeriesExaminer) examiner();
    Made many = new Made(Collections.nCopies(1 << 18, MODELS.get(0)), Optional.empty());

    assertThatExceptionOfType(ConfinementException.class)
        .isThrownBy(() -> examiner.counts(many, PAPER, MINUTE))
        .matches(e -> e.reason() == Reason.TOO_MUCH_OUTPUT);
  }

  @Test
  void shouldRefuseByNameWhatWouldEatMemory() {
    assertThat(examiner().examine(new byte[TOO_LONG], PAPER))
        .isInstanceOfSatisfying(
            Examination.Refused.class,
            refused -> assertThat(refused.why()).startsWith("confined-memory-exceeded"));
  }

  private static void killAChild() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    boolean isKilled = false;
    while (!isKilled && System.nanoTime() < deadline) {
      isKilled =
          ProcessHandle.current()
              .descendants()
              .filter(child -> child.info().commandLine().orElse("").contains("assay.child="))
              .anyMatch(ProcessHandle::destroyForcibly);
    }
  }
}
