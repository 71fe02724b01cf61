package assay.agent.examination;

import assay.agent.confine.ConfiningTools;
import assay.agent.engine.EngineChoice;
import assay.training.run.TrainingEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.ResourceLock;

@EnabledIf("assay.agent.confine.Confinable#isPossible")
@ResourceLock("confined children")
class LimitedTorchExaminerTest extends ExaminerContract {

  private static Examiner examiner =
      (archive, paper) -> new Examination.Refused("Nothing is limited here.");

  @BeforeAll
  static void open() {
    examiner =
        new LimitedExaminer(
            ConfiningTools.ofSystem(), System.getProperty("java.class.path"), EngineChoice.TORCH);
  }

  @Override
  Examiner examiner() {
    return examiner;
  }

  @Override
  TrainingEngine engine() {
    return EngineChoice.TORCH.open(System::nanoTime);
  }
}
