package assay.registry.catalogue;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import java.time.Instant;
import java.util.Optional;

/**
 * A grant as the final chain has it.
 *
 * @param assetEpoch the asset's present epoch; a grant of an earlier one is over
 */
public record GrantView(
    Bytes32 id,
    Bytes32 asset,
    int version,
    Address grantor,
    Address grantee,
    int purpose,
    int level,
    Instant notBefore,
    Instant expiry,
    Wei price,
    long grantEpoch,
    long assetEpoch,
    boolean isAssetRetired,
    Optional<Instant> firstUsedAt,
    Optional<Instant> revokedAt) {}
