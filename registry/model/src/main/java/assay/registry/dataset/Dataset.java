package assay.registry.dataset;

import assay.chain.Address;

/**
 * What the registry says of a dataset at one moment. Its life: registered with version 1, given
 * further versions, transferred, in the end retired; each transfer and retirement starts a new
 * grant epoch, which ends every grant given before.
 *
 * @param versions how many there are, from 1
 * @param grantEpoch number of times all grants were ended
 */
public record Dataset(
    DatasetId id, Address owner, long versions, boolean isRetired, long grantEpoch) {}
