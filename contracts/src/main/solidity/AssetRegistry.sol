// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";

/// @title AssetRegistry
/// @notice What it does and what it assumes is said in IAssetRegistry.
contract AssetRegistry is ERC721, ERC2771Context, IAssetRegistry {
    uint256 private constant MAX_PARENTS = 16;
    uint8 private constant MAX_LEVEL = 4;

    struct Asset {
        Kind kind;
        bool retired;
        uint32 versions;
        uint64 grantEpoch;
        uint64 epochChangedAt;
    }

    /// @dev All that is kept of a version: the spec itself stands in the event. 31 bytes of a hash are 124 bits against
    /// two specs of one owner under one digest, 248 against a spec for another's.
    struct Version {
        bytes31 digest;
        uint8 minLevel;
    }

    address public immutable grants;
    address public immutable market;

    mapping(address creator => uint256) public nonceOf;
    mapping(bytes32 asset => mapping(uint64 epoch => uint64)) public epochStart;
    mapping(bytes32 asset => Asset) private _assets;
    mapping(bytes32 asset => mapping(uint32 version => Version)) private _versions;
    /// @dev Hash of the parents; they themselves stand in the event. Zero for none.
    mapping(bytes32 asset => bytes32) private _parents;

    constructor(address relay_, address grants_, address market_)
        ERC721("Assay Asset", "ASSAY")
        ERC2771Context(relay_)
    {
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
        address creator = _msgSender();
        if (nonce != nonceOf[creator]) revert WrongNonce(creator, nonceOf[creator], nonce);
        nonceOf[creator] = nonce + 1;
        return _register(kind, assetId(creator, nonce, specHash), creator, nonce, specHash, first, parents);
    }

    /// @inheritdoc IAssetRegistry
    function registerModel(address owner, bytes32 bounty, VersionSpec calldata first, bytes32[] calldata parents)
        external
        returns (bytes32)
    {
        if (msg.sender != market) revert NotMarket(msg.sender);
        return _register(Kind.MODEL, assetId(market, 0, bounty), owner, 0, bounty, first, parents);
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
    function versionOf(bytes32 asset, uint32 version) external view returns (bytes31 digest, uint8 minLevel) {
        Version storage v = _versions[asset][version];
        (digest, minLevel) = (v.digest, v.minLevel);
        if (digest == 0) revert UnknownVersion(asset, version);
    }

    /// @inheritdoc IAssetRegistry
    function isVersion(bytes32 asset, uint32 version, VersionSpec calldata spec) external view returns (bool) {
        return _versions[asset][version].digest == _digest(spec);
    }

    /// @inheritdoc IAssetRegistry
    function areParents(bytes32 asset, bytes32[] calldata parents) external view returns (bool) {
        return _ownerOf(uint256(asset)) != address(0) && _parents[asset] == _digest(parents);
    }

    function _register(
        Kind kind,
        bytes32 asset,
        address owner,
        uint256 nonce,
        bytes32 specHash,
        VersionSpec calldata first,
        bytes32[] calldata parents
    ) private returns (bytes32) {
        if (parents.length > MAX_PARENTS) {
            revert TooManyParents(parents.length, MAX_PARENTS);
        }
        for (uint256 i; i < parents.length; ++i) {
            _requireKnown(parents[i]);
        }
        _assets[asset].kind = kind;
        if (parents.length != 0) _parents[asset] = _digest(parents);
        // no callback to the owner: a wallet that refuses tokens must not be able to stop a bounty from settling
        _mint(owner, uint256(asset));
        emit AssetRegistered(asset, owner, uint8(kind), nonce, specHash, parents);
        _addVersion(asset, first);
        return asset;
    }

    function _addVersion(bytes32 asset, VersionSpec calldata spec) private returns (uint32 version) {
        if (spec.cidDigest == 0) revert EmptyManifest();
        if (spec.minLevel > MAX_LEVEL) revert BadLevel(spec.minLevel);
        version = ++_assets[asset].versions;
        _versions[asset][version] = Version(_digest(spec), spec.minLevel);
        emit VersionAdded(
            asset, version, spec.cidPrefix, spec.cidDigest, spec.cipherRoot, spec.licenceHash, spec.size, spec.minLevel
        );
    }

    function _digest(VersionSpec calldata spec) private pure returns (bytes31) {
        return bytes31(keccak256(abi.encode(spec)));
    }

    function _digest(bytes32[] calldata parents) private pure returns (bytes32) {
        return parents.length == 0 ? bytes32(0) : keccak256(abi.encodePacked(parents));
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
        if (_ownerOf(uint256(asset)) != _msgSender()) revert NotOwner(asset, _msgSender());
    }

    function _requireKnown(bytes32 asset) private view {
        if (_ownerOf(uint256(asset)) == address(0)) revert UnknownAsset(asset);
    }

    // ---------------------------------------------------------------- who calls, where two libraries say it

    function _msgSender() internal view override(Context, ERC2771Context) returns (address) {
        return ERC2771Context._msgSender();
    }

    function _msgData() internal view override(Context, ERC2771Context) returns (bytes calldata) {
        return ERC2771Context._msgData();
    }

    function _contextSuffixLength() internal view override(Context, ERC2771Context) returns (uint256) {
        return ERC2771Context._contextSuffixLength();
    }
}
