package assay.agent.examination;

import assay.training.bounty.CorrectCount;
import java.util.List;

/** What examining a checkpoint came to. Immutable. */
public sealed interface Examination {

  /**
   * It was counted.
   *
   * @param counts one for each group of the paper, in its order
   */
  record Counted(List<CorrectCount> counts) implements Examination {
    public Counted {
      counts = List.copyOf(counts);
    }
  }

  /**
   * It is no checkpoint of the model asked for, or cannot be run within the limits.
   *
   * @param why a sentence for people, without control characters
   */
  record Refused(String why) implements Examination {}
}
