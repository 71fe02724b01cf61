package assay.registry.catalogue;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * A grant as the final chain has it.
 *
 * @param token what the price is in; the zero address is ether
 * @param uses how often it might be used when it was given
 * @param nonce with the other terms, what whoever revokes, uses or names the grant has to bring
 * @param deadline the last second at which a signature over it could be brought in
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
    Address token,
    Wei price,
    long uses,
    long grantEpoch,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger nonce,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger deadline,
    long assetEpoch,
    boolean isAssetRetired,
    Optional<Instant> firstUsedAt,
    Optional<Instant> revokedAt) {}
