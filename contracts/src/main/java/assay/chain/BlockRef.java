package assay.chain;

import java.time.Instant;

/**
 * One block of the chain: its number and the hash that fixes it and everything before it.
 *
 * @param number height, from 0
 * @param hash the block's hash
 * @param time the block's timestamp, in whole seconds
 */
public record BlockRef(long number, Bytes32 hash, Instant time) {}
