package assay.agent.examination;

import assay.training.data.LabelledData;
import assay.training.run.TrainingEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The series examiner's twin: counts in this process, with the labels. */
public final class InProcessSeries implements SeriesExaminer {

  private final TrainingEngine engine;

  public InProcessSeries(TrainingEngine engine) {
    this.engine = engine;
  }

  @Override
  public double[] counts(ModelSeries series, Paper paper, Duration most) {
    List<Double> counts = new ArrayList<>();
    series.each(
        weights -> {
          double right = 0;
          for (LabelledData group : paper.groups()) {
            right += engine.evaluate(paper.model(), weights, group, paper.criterion()).correct();
          }
          counts.add(right);
        });
    return counts.stream().mapToDouble(count -> count).toArray();
  }
}
