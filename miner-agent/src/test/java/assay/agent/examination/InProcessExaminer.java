package assay.agent.examination;

import assay.training.TrainingException;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Weights;
import assay.training.run.TrainingEngine;
import java.io.ByteArrayInputStream;

/** The examiner's twin: counts in this process, with the labels, as an engine itself does. */
final class InProcessExaminer implements Examiner {

  private final TrainingEngine engine;

  InProcessExaminer(TrainingEngine engine) {
    this.engine = engine;
  }

  @Override
  public Examination examine(byte[] archive, Paper paper) {
    try {
      Weights weights =
          CheckpointArchive.read(new ByteArrayInputStream(archive), paper.model()).weights();
      return new Examination.Counted(
          paper.groups().stream()
              .map(group -> engine.evaluate(paper.model(), weights, group, paper.criterion()))
              .toList());
    } catch (TrainingException e) {
      return new Examination.Refused(String.valueOf(e.getMessage()));
    }
  }
}
