package assay.training.rounds;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.time.Instant;

/**
 * A federated job as everybody may know of it.
 *
 * @param open whether its coordinator still calls sites
 * @param rounds that are recorded
 * @param heardAt when its coordinator last said something of it
 */
public record FederatedJobView(
    Bytes32 bounty,
    Address coordinator,
    boolean open,
    long rounds,
    Instant openedAt,
    Instant heardAt) {}
