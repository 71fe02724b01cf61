// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Read-only rights to one version of an asset
/// @notice A grant lets one account read one version for one purpose until a time. It gives no right to alter,
/// pass on or register anything. Grants end by expiry, by revocation, and by a new grant epoch of the asset
/// (transfer, retirement, revokeAll).
/// @dev The id of a grant is its EIP-712 hash (domain "AssayAccessGrants", version "1"), whether it was given by
/// transaction or by signature. An id is used once: it can never be given again. Envelopes and keys are off chain.
/// Only what changes is kept here; the terms are under the id. Whoever asks or acts brings them, and everybody finds
/// them in Granted. Other terms have another id, which is unknown.
/// An owner can: grant, revoke one grant, end all grants, raise the floor below which his signatures are dead.
interface IAccessGrants {
    /// @param grantor the owner of the asset
    /// @param version counts from 1
    /// @param purpose 1 train, 2 evaluate, 3 federate, 4 predict; others may be agreed
    /// @param level sharing level, at least the version's minimum
    /// @param notBefore first second at which the grant is live
    /// @param expiry first second at which it is not
    /// @param uses how often `use` may be called; the largest uint32 means without limit
    /// @param token what the price is in; address(0) is ether
    /// @param price paid by the grantee at every `use`; a grant with a price is live only from its first use
    /// @param grantEpoch the asset's grant epoch at the time of signing
    /// @param nonce any number not below the grantor's floor
    /// @param deadline last second at which a signature may be brought in
    struct Grant {
        address grantor;
        address grantee;
        bytes32 asset;
        uint32 version;
        uint8 purpose;
        uint8 level;
        uint64 notBefore;
        uint64 expiry;
        uint32 uses;
        address token;
        uint256 price;
        uint64 grantEpoch;
        uint256 nonce;
        uint64 deadline;
    }

    /// @notice What has happened to a grant; one storage word.
    /// @param createdAt 0 when there is no such grant
    /// @param revokedAt 0 when not revoked
    /// @param firstUsedAt 0 when never used
    struct Standing {
        uint40 createdAt;
        uint40 revokedAt;
        uint40 firstUsedAt;
        uint32 usesLeft;
    }

    event AccessRequested(
        bytes32 indexed asset, address indexed grantee, uint32 version, uint8 purpose, bytes32 messageHash
    );
    event AccessDenied(
        bytes32 indexed asset, address indexed grantee, uint32 version, uint8 purpose, bytes32 reasonHash
    );
    /// @notice Every term of the grant, for whoever has to bring them.
    event Granted(
        bytes32 indexed id,
        address indexed grantee,
        bytes32 indexed asset,
        address grantor,
        uint32 version,
        uint8 purpose,
        uint8 level,
        uint64 notBefore,
        uint64 expiry,
        uint32 uses,
        address token,
        uint256 price,
        uint64 grantEpoch,
        uint256 nonce,
        uint64 deadline
    );
    event Revoked(bytes32 indexed id);
    event AllRevoked(bytes32 indexed asset, address indexed owner);
    event Used(bytes32 indexed id, address indexed grantee, uint256 price, uint32 usesLeft);
    event FloorRaised(address indexed grantor, uint256 floor);

    error NotGrantor(address grantor, address caller);
    error NotOwner(bytes32 asset, address account);
    error NotGrantee(bytes32 id, address caller);
    error UnknownGrant(bytes32 id);
    error SpentId(bytes32 id);
    error AlreadyRevoked(bytes32 id);
    error BadSignature(address grantor, bytes32 id);
    error SignatureExpired(uint64 deadline);
    error NonceBelowFloor(uint256 nonce, uint256 floor);
    error FloorNotRaised(uint256 floor, uint256 given);
    error BelowMinimumLevel(uint8 level, uint8 minimum);
    error BadLevel(uint8 level);
    error BadPurpose();
    error BadPeriod(uint64 notBefore, uint64 expiry);
    error BadGrantee(address grantee);
    error NoUses();
    error UnknownToken(address token);
    error AssetIsRetired(bytes32 asset);
    error WrongEpoch(bytes32 asset, uint64 current, uint64 given);
    error NotLive(bytes32 id);
    error UsedUp(bytes32 id);

    /// @notice Says in public that the caller would like to read; changes nothing.
    function requestAccess(bytes32 asset, uint32 version, uint8 purpose, bytes32 messageHash) external;

    /// @notice Says in public that the owner declines; changes nothing. Only the owner.
    function denyAccess(bytes32 asset, address grantee, uint32 version, uint8 purpose, bytes32 reasonHash) external;

    /// @notice Gives a grant. The caller must be its grantor and the owner of the asset.
    function grant(Grant calldata terms) external returns (bytes32 id);

    /// @notice Brings in a grant the owner signed (EIP-712; ERC-1271 for wallets that are contracts). Anyone.
    function grantBySig(Grant calldata terms, bytes calldata signature) external returns (bytes32 id);

    /// @notice Ends that grant only, from this second on. Only its grantor.
    function revoke(Grant calldata terms) external;

    /// @notice Ends every grant of the asset, and every signature over its present epoch. Only the owner.
    function revokeAll(bytes32 asset) external;

    /// @notice Pays the price from the caller's available balance to the grantor and counts one use. Only the grantee,
    /// only while the grant is live.
    function use(Grant calldata terms) external;

    /// @notice Signatures with a nonce below `floor` can no longer be brought in.
    function raiseFloor(uint256 floor) external;

    /// @notice Whether the grant gave exactly this right at `time` (seconds; past or present). False for terms that were
    /// never granted. Never reverts.
    function checkAt(Grant calldata terms, address grantee, bytes32 asset, uint32 version, uint8 purpose, uint64 time)
        external
        view
        returns (bool);

    /// @notice `checkAt`, and the id of what was asked about.
    function idAndCheckAt(
        Grant calldata terms,
        address grantee,
        bytes32 asset,
        uint32 version,
        uint8 purpose,
        uint64 time
    ) external view returns (bytes32 id, bool isGranted);

    /// @notice What has happened to the grant; all zero when there is none.
    function standingOf(bytes32 id) external view returns (Standing memory);

    /// @notice The EIP-712 hash the owner signs, which is the id.
    function grantId(Grant calldata terms) external view returns (bytes32);

    function floorOf(address grantor) external view returns (uint256);
}
