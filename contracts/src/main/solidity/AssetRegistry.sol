// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";

/// @title AssetRegistry
/// @notice What it does and what it assumes is said in IAssetRegistry.
contract AssetRegistry is ERC721, IAssetRegistry {
    uint256 private constant MAX_PARENTS = 16;
    uint8 private constant MAX_LEVEL = 4;

    struct Asset {
        Kind kind;
        bool retired;
        uint32 versions;
        uint64 grantEpoch;
        uint64 epochChangedAt;
        bytes32[] parents;
    }

    address public immutable grants;
    address public immutable market;

    mapping(address creator => uint256) public nonceOf;
    mapping(bytes32 asset => mapping(uint64 epoch => uint64)) public epochStart;
    mapping(bytes32 asset => Asset) private _assets;
    mapping(bytes32 asset => mapping(uint32 version => VersionSpec)) private _versions;

    constructor(address grants_, address market_) ERC721("Assay Asset", "ASSAY") {
        grants = grants_;
        market = market_;
    }

    /// @inheritdoc IAssetRegistry
    function register(
        Kind kind,
        uint256 nonce,
        bytes32 specHash,
        VersionSpec calldata first,
        bytes32[] calldata parents
    ) external returns (bytes32) {
        uint256 expected = nonceOf[msg.sender];
        if (nonce != expected) revert WrongNonce(msg.sender, expected, nonce);
        return _register(kind, msg.sender, specHash, first, parents);
    }

    /// @inheritdoc IAssetRegistry
    function registerModel(address owner, bytes32 specHash, VersionSpec calldata first, bytes32[] calldata parents)
        external
        returns (bytes32)
    {
        if (msg.sender != market) revert NotMarket(msg.sender);
        return _register(Kind.MODEL, owner, specHash, first, parents);
    }

    /// @inheritdoc IAssetRegistry
    function addVersion(bytes32 asset, VersionSpec calldata spec) external returns (uint32) {
        _requireOwner(asset);
        if (_assets[asset].retired) revert AssetIsRetired(asset);
        return _addVersion(asset, spec);
    }

    /// @inheritdoc IAssetRegistry
    function retire(bytes32 asset) external {
        _requireOwner(asset);
        if (_assets[asset].retired) revert AssetIsRetired(asset);
        _assets[asset].retired = true;
        emit AssetRetired(asset);
        _advanceEpoch(asset);
    }

    /// @inheritdoc IAssetRegistry
    function advanceGrantEpoch(bytes32 asset) external {
        if (msg.sender != grants) revert NotGrants(msg.sender);
        _requireKnown(asset);
        _advanceEpoch(asset);
    }

    /// @inheritdoc IAssetRegistry
    function assetId(address creator, uint256 nonce, bytes32 specHash) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), creator, nonce, specHash));
    }

    /// @inheritdoc IAssetRegistry
    function assetOf(bytes32 asset)
        external
        view
        returns (address owner, uint8 kind, uint32 versions, bool retired, uint64 grantEpoch, uint64 epochChangedAt)
    {
        _requireKnown(asset);
        Asset storage a = _assets[asset];
        return (_ownerOf(uint256(asset)), uint8(a.kind), a.versions, a.retired, a.grantEpoch, a.epochChangedAt);
    }

    /// @inheritdoc IAssetRegistry
    function versionOf(bytes32 asset, uint32 version) external view returns (VersionSpec memory) {
        if (version == 0 || version > _assets[asset].versions) revert UnknownVersion(asset, version);
        return _versions[asset][version];
    }

    /// @inheritdoc IAssetRegistry
    function parentsOf(bytes32 asset) external view returns (bytes32[] memory) {
        return _assets[asset].parents;
    }

    function _register(
        Kind kind,
        address owner,
        bytes32 specHash,
        VersionSpec calldata first,
        bytes32[] calldata parents
    ) private returns (bytes32 asset) {
        if (parents.length > MAX_PARENTS) {
            revert TooManyParents(parents.length, MAX_PARENTS);
        }
        for (uint256 i; i < parents.length; ++i) {
            _requireKnown(parents[i]);
        }
        uint256 nonce = nonceOf[msg.sender]++;
        asset = assetId(msg.sender, nonce, specHash);
        Asset storage a = _assets[asset];
        a.kind = kind;
        a.parents = parents;
        // no callback to the owner: a wallet that refuses tokens must not be able to stop a bounty from settling
        _mint(owner, uint256(asset));
        emit AssetRegistered(asset, owner, uint8(kind), nonce, specHash, parents);
        _addVersion(asset, first);
    }

    function _addVersion(bytes32 asset, VersionSpec calldata spec) private returns (uint32 version) {
        if (spec.cidDigest == 0) revert EmptyManifest();
        if (spec.minLevel > MAX_LEVEL) revert BadLevel(spec.minLevel);
        version = ++_assets[asset].versions;
        _versions[asset][version] = spec;
        emit VersionAdded(
            asset, version, spec.cidPrefix, spec.cidDigest, spec.cipherRoot, spec.licenceHash, spec.size, spec.minLevel
        );
    }

    function _advanceEpoch(bytes32 asset) private {
        Asset storage a = _assets[asset];
        uint64 epoch = ++a.grantEpoch;
        a.epochChangedAt = uint64(block.timestamp);
        epochStart[asset][epoch] = uint64(block.timestamp);
        emit GrantEpochAdvanced(asset, epoch);
    }

    /// @dev Every change of owner ends the grants of the one before.
    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        from = super._update(to, tokenId, auth);
        if (from != address(0)) _advanceEpoch(bytes32(tokenId));
    }

    function _requireOwner(bytes32 asset) private view {
        _requireKnown(asset);
        if (_ownerOf(uint256(asset)) != msg.sender) revert NotOwner(asset, msg.sender);
    }

    function _requireKnown(bytes32 asset) private view {
        if (_ownerOf(uint256(asset)) == address(0)) revert UnknownAsset(asset);
    }
}
