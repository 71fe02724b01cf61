// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @title Who owns which dataset, test set, model or application
/// @notice An ERC-721 token per asset; the token id is the asset id as a number. An asset has versions that never
/// change; only the owner adds one. Owning an asset gives the right to grant access and to be paid, not a key.
/// @dev Ids are keccak256(abi.encode(chainId, registry, creator, creatorNonce, specHash)). Content is not unique
/// here: a manifest names its first owner and nonce, and readers refuse a manifest that names another.
/// An owner can: add versions, transfer, retire. Nobody can change a version or take an asset.
interface IAssetRegistry is IERC721 {
    enum Kind {
        DATASET,
        TESTSET,
        MODEL,
        APP
    }

    /// @param cidPrefix the four bytes of a binary CIDv1 before its digest (version, codec, hash, length)
    /// @param cidDigest the 32-byte sha-256 digest of the manifest's CID
    /// @param cipherRoot sha-256 of the sealed bytes
    /// @param licenceHash hash of the licence text
    /// @param size sealed bytes
    /// @param minLevel the lowest sharing level a grant may give (0 public ... 4 attested)
    struct VersionSpec {
        bytes4 cidPrefix;
        bytes32 cidDigest;
        bytes32 cipherRoot;
        bytes32 licenceHash;
        uint64 size;
        uint8 minLevel;
    }

    event AssetRegistered(
        bytes32 indexed asset, address indexed owner, uint8 kind, uint256 nonce, bytes32 specHash, bytes32[] parents
    );
    /// @notice The whole spec of a version, and the only place where it stands in full.
    event VersionAdded(
        bytes32 indexed asset,
        uint32 indexed version,
        bytes4 cidPrefix,
        bytes32 cidDigest,
        bytes32 cipherRoot,
        bytes32 licenceHash,
        uint64 size,
        uint8 minLevel
    );
    event AssetRetired(bytes32 indexed asset);
    /// @notice Every grant given before is over.
    event GrantEpochAdvanced(bytes32 indexed asset, uint64 epoch);

    error WrongNonce(address creator, uint256 expected, uint256 given);
    error UnknownAsset(bytes32 asset);
    error UnknownVersion(bytes32 asset, uint32 version);
    error NotOwner(bytes32 asset, address caller);
    error AssetIsRetired(bytes32 asset);
    error BadLevel(uint8 level);
    error EmptyManifest();
    error TooManyParents(uint256 given, uint256 limit);
    error NotGrants(address caller);
    error NotMarket(address caller);

    /// @notice Registers an asset with its first version (number 1) to the caller.
    /// @param nonce must be the caller's next nonce, so that the id can be known beforehand
    /// @param specHash hash of what the asset is to be known by, normally of its first manifest
    /// @param parents assets this one was made from; they must exist, nothing else is claimed about them
    function register(
        Kind kind,
        uint256 nonce,
        bytes32 specHash,
        VersionSpec calldata first,
        bytes32[] calldata parents
    ) external returns (bytes32 asset);

    /// @notice Registers the model a bounty bought to its researcher. Only the bounty market.
    /// @dev The creator in the id is the market, the nonce always 0: a bounty buys one model at most. The token goes to
    /// `owner`.
    function registerModel(address owner, bytes32 bounty, VersionSpec calldata first, bytes32[] calldata parents)
        external
        returns (bytes32 asset);

    /// @notice Adds the next version. Only the owner, not after retirement.
    function addVersion(bytes32 asset, VersionSpec calldata spec) external returns (uint32 version);

    /// @notice Ends every grant and every future one. Only the owner; cannot be undone.
    function retire(bytes32 asset) external;

    /// @notice Ends every grant given so far. Only the grants contract, on the owner's order.
    function advanceGrantEpoch(bytes32 asset) external;

    function assetId(address creator, uint256 nonce, bytes32 specHash) external view returns (bytes32);

    function nonceOf(address creator) external view returns (uint256);

    /// @notice Reverts when the asset is unknown.
    function assetOf(bytes32 asset)
        external
        view
        returns (address owner, uint8 kind, uint32 versions, bool retired, uint64 grantEpoch, uint64 epochChangedAt);

    /// @notice What is kept of a version: the first 31 bytes of keccak256(abi.encode(spec)), and its minimum level. The
    /// spec stands in VersionAdded. Reverts when the version is unknown. Versions count from 1.
    function versionOf(bytes32 asset, uint32 version) external view returns (bytes31 digest, uint8 minLevel);

    /// @notice Whether this is the spec the version was added with; false for an unknown version. Never reverts.
    function isVersion(bytes32 asset, uint32 version, VersionSpec calldata spec) external view returns (bool);

    /// @notice Whether the asset was registered with exactly these parents, in this order; AssetRegistered says which
    /// they are. False for an unknown asset. Never reverts.
    function areParents(bytes32 asset, bytes32[] calldata parents) external view returns (bool);

    /// @notice When the given epoch began; 0 for one that has not. Epoch e was over from epochStart(asset, e + 1).
    function epochStart(bytes32 asset, uint64 epoch) external view returns (uint64);
}
