package assay.agent.examination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assay.agent.confine.ConfinementException;
import assay.agent.confine.ConfinementException.Reason;
import assay.agent.confine.ConfiningTools;
import assay.agent.engine.EngineChoice;
import assay.training.checkpoint.Checkpoints;
import assay.training.run.TrainingEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.ResourceLock;

@EnabledIf("assay.agent.confine.Confinable#isPossible")
@ResourceLock("confined children")
class LimitedExaminerTest extends ExaminerContract {

  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final long PATIENCE_SECONDS = 60;
  private static final int TOO_LONG = 200 << 20;

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
