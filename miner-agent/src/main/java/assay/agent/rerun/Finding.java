package assay.agent.rerun;

import assay.training.bounty.CorrectCount;
import assay.training.spec.Metric;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** By what a repeated training was judged. */
public sealed interface Finding {

  /** Whether a checkpoint's provenance keeps what it promises. */
  boolean holds();

  /**
   * By the weights, bit for bit.
   *
   * @param areEqual whether both files have one SHA-256
   */
  record ByWeights(boolean areEqual) implements Finding {
    @Override
    public boolean holds() {
      return areEqual;
    }
  }

  /**
   * By the score, where another environment gave other weights.
   *
   * @param subject of the exam
   * @param recorded right answers of the checkpoint
   * @param repeated right answers of the repeated training
   * @param tolerance samples they may lie apart
   */
  record ByScore(Exam.Subject subject, Scored recorded, Scored repeated, int tolerance)
      implements Finding {

    @Override
    public boolean holds() {
      return apart() <= tolerance;
    }

    /** Samples between the two. */
    public int apart() {
      return Math.abs(recorded.count().correct() - repeated.count().correct());
    }
  }

  /**
   * How one model did. The count alone decides.
   *
   * @param count right answers
   * @param measures what the spec asks to report
   */
  record Scored(CorrectCount count, Map<Metric, Double> measures) {

    public Scored {
      measures = Collections.unmodifiableMap(new TreeMap<>(measures));
    }
  }
}
