package assay.system;

import assay.agent.examination.Examination;
import assay.agent.examination.Examiner;
import assay.agent.examination.Paper;
import assay.training.TrainingException;
import assay.training.bounty.CorrectCount;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Weights;
import assay.training.run.SoftmaxRegressionEngine;
import assay.training.run.TrainingEngine;
import java.io.ByteArrayInputStream;

/** An examiner that says 1 of all for models whose output layer has a certain name. */
final class LyingExaminer implements Examiner {

  private final TrainingEngine honest = new SoftmaxRegressionEngine(System::nanoTime);
  private final String victim;

  LyingExaminer(String victim) {
    this.victim = victim;
  }

  @Override
  public Examination examine(byte[] archive, Paper paper) {
    try {
      Weights weights =
          CheckpointArchive.read(new ByteArrayInputStream(archive), paper.model()).weights();
      return new Examination.Counted(
          paper.groups().stream()
              .map(
                  group ->
                      isVictim(paper)
                          ? new CorrectCount(1, group.size())
                          : honest.evaluate(paper.model(), weights, group, paper.criterion()))
              .toList());
    } catch (TrainingException e) {
      return new Examination.Refused(String.valueOf(e.getMessage()));
    }
  }

  private boolean isVictim(Paper paper) {
    return paper.model().output().name().value().equals(victim);
  }
}
