package assay.agent.examination;

import assay.training.data.LabelledData;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import java.util.List;

/**
 * What checkpoints are examined on. Immutable; its samples must never reach a disk.
 *
 * @param model the model that was asked for
 * @param criterion what is counted
 * @param groups private samples, one group for each milestone, none empty
 */
public record Paper(ModelSpec model, Metric criterion, List<LabelledData> groups) {

  public Paper {
    groups = List.copyOf(groups);
    if (!criterion.isCount()) {
      throw new IllegalArgumentException(criterion.word() + " is no count; nothing is paid by it.");
    }
  }

  /** Classes that are told of each sample: as many as the criterion looks at, or all there are. */
  public int told() {
    return Math.max(1, Math.min(criterion.places(), model.classes()));
  }

  /** All samples of all groups. */
  public int samples() {
    return groups.stream().mapToInt(LabelledData::size).sum();
  }

  /** What all samples' values take, in bytes. */
  public long bytes() {
    return groups.stream()
        .mapToLong(group -> (long) group.size() * group.format().sampleBytes())
        .sum();
  }
}
