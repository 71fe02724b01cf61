package assay.agent.examination;

import assay.training.checkpoint.Weights;
import java.util.function.Consumer;

/** Models of one architecture that are made one after the other, each when the last was heard. */
public interface ModelSeries {

  /** How many there are, at least 1. */
  int count();

  /**
   * Makes them.
   *
   * @param to hears each; does not keep it
   */
  void each(Consumer<Weights> to);
}
