package assay.registry.catalogue;

import assay.chain.Bytes32;
import java.math.BigInteger;
import java.time.Instant;

/**
 * One version of an asset.
 *
 * @param manifest CID of the manifest, or hex where the registrant gave something else
 * @param cipherRoot sha-256 of the sealed bytes
 * @param size sealed bytes
 * @param minLevel lowest sharing level a grant may give, 0 to 4
 */
public record VersionView(
    int version,
    String manifest,
    Bytes32 cipherRoot,
    Bytes32 licenceHash,
    BigInteger size,
    int minLevel,
    Instant addedAt) {}
