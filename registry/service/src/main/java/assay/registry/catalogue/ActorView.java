package assay.registry.catalogue;

import assay.chain.Address;
import assay.chain.Bytes32;

/**
 * Who takes part, in which roles, and what to seal to.
 *
 * @param roles bits: 1 data owner, 2 researcher, 4 miner, 8 evaluator, 16 pool, 32 site
 * @param recipient raw X25519 key of the actor's age recipient
 */
public record ActorView(Address address, int roles, Bytes32 recipient, int recipientVersion) {}
