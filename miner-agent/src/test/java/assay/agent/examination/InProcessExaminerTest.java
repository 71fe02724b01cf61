package assay.agent.examination;

import assay.agent.engine.EngineChoice;
import assay.training.run.TrainingEngine;

class InProcessExaminerTest extends ExaminerContract {

  @Override
  Examiner examiner() {
    return new InProcessExaminer(engine());
  }

  @Override
  TrainingEngine engine() {
    return EngineChoice.DL4J.open(System::nanoTime);
  }
}
