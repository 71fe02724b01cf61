package assay.agent.miner;

import assay.agent.AgentException;
import assay.registry.dataset.VersionId;

/** A dataset is larger than the miner takes into memory. */
public final class DatasetTooLargeException extends AgentException {

  public DatasetTooLargeException(VersionId version, long bytes, long limit) {
    super(
        "dataset-too-large",
        ("Dataset %s has %d sealed bytes, more than the %d this miner takes into memory; give the"
                + " program a larger heap, or leave this dataset.")
            .formatted(version.dataset(), bytes, limit));
  }
}
