package assay.agent.miner;

import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import java.util.Optional;
import java.util.Set;

/**
 * Which datasets a miner takes in.
 *
 * @param mostBytes sealed bytes of the largest one
 * @param levels at which he works
 * @param datasets which ones
 */
public record DataRule(long mostBytes, Set<SharingLevel> levels, Choice<DatasetId> datasets) {

  public DataRule {
    levels = Set.copyOf(levels);
  }

  /** All that fit and whose keys are handed out. */
  public static DataRule standard() {
    return new DataRule(
        quarterOfMemory(), Set.of(SharingLevel.L0, SharingLevel.L1, SharingLevel.L2), Choice.any());
  }

  /** The same datasets where they are not opened here but trained on where they are. */
  DataRule onSites() {
    return new DataRule(
        Long.MAX_VALUE,
        Set.of(SharingLevel.L0, SharingLevel.L1, SharingLevel.L2, SharingLevel.L3),
        datasets);
  }

  /** While a dataset is opened and read its bytes are in memory about three times. */
  public static long quarterOfMemory() {
    return Runtime.getRuntime().maxMemory() / 4;
  }

  /** What is against the dataset, if anything. */
  Optional<Refusal> against(Prospect.Part part) {
    if (!datasets.takes(part.version().dataset())) {
      return refusal("dataset-denied", "the rules leave out dataset " + part.version().dataset());
    }
    if (!levels.contains(part.level())) {
      return refusal(
          "level-denied",
          "dataset %s is kept at level %s, and the rules allow %s"
              .formatted(
                  part.version().dataset(), part.level(), levels.stream().sorted().toList()));
    }
    if (part.bytes() > mostBytes) {
      return refusal(
          "dataset-too-large",
          "dataset %s has %d sealed bytes, more than the %d that are taken"
              .formatted(part.version().dataset(), part.bytes(), mostBytes));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(String code, String sentence) {
    return Optional.of(new Refusal(code, sentence + "."));
  }
}
