package assay.agent.miner;

import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.data.LabelledData;

/** A dataset in memory. */
public record OpenedDataset(DataIdentity identity, LabelledData data) {}
