// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IAccessGrants} from "./interfaces/IAccessGrants.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IVault} from "./interfaces/IVault.sol";

/// @title AccessGrants
/// @notice What it does and what it assumes is said in IAccessGrants.
contract AccessGrants is EIP712, IAccessGrants {
    // solhint-disable max-line-length
    bytes32 private constant GRANT_TYPEHASH = keccak256(
        "Grant(address grantor,address grantee,bytes32 asset,uint32 version,uint8 purpose,uint8 level,uint64 notBefore,uint64 expiry,uint32 uses,uint256 price,uint64 grantEpoch,uint256 nonce,uint64 deadline)"
    );
    // solhint-enable max-line-length
    uint8 private constant MAX_LEVEL = 4;
    uint32 private constant UNLIMITED = type(uint32).max;
    address private constant ETHER = address(0);

    IAssetRegistry public immutable registry;
    IVault public immutable vault;

    mapping(address grantor => uint256) public floorOf;
    mapping(bytes32 id => GrantState) private _grants;

    constructor(address registry_, address vault_) EIP712("AssayAccessGrants", "1") {
        registry = IAssetRegistry(registry_);
        vault = IVault(vault_);
    }

    /// @inheritdoc IAccessGrants
    function requestAccess(bytes32 asset, uint32 version, uint8 purpose, bytes32 messageHash) external {
        registry.versionOf(asset, version);
        emit AccessRequested(asset, msg.sender, version, purpose, messageHash);
    }

    /// @inheritdoc IAccessGrants
    function denyAccess(bytes32 asset, address grantee, uint32 version, uint8 purpose, bytes32 reasonHash) external {
        _requireOwner(asset);
        emit AccessDenied(asset, grantee, version, purpose, reasonHash);
    }

    /// @inheritdoc IAccessGrants
    function grant(Grant calldata terms) external returns (bytes32 id) {
        if (terms.grantor != msg.sender) revert NotGrantor(terms.grantor, msg.sender);
        id = grantId(terms);
        _create(id, terms);
    }

    /// @inheritdoc IAccessGrants
    function grantBySig(Grant calldata terms, bytes calldata signature) external returns (bytes32 id) {
        if (block.timestamp > terms.deadline) revert SignatureExpired(terms.deadline);
        id = grantId(terms);
        if (!SignatureChecker.isValidSignatureNow(terms.grantor, id, signature)) {
            revert BadSignature(terms.grantor, id);
        }
        _create(id, terms);
    }

    /// @inheritdoc IAccessGrants
    function revoke(bytes32 id) external {
        GrantState storage g = _known(id);
        if (g.grantor != msg.sender) revert NotGrantor(g.grantor, msg.sender);
        if (g.revokedAt != 0) revert AlreadyRevoked(id);
        g.revokedAt = uint64(block.timestamp);
        emit Revoked(id);
    }

    /// @inheritdoc IAccessGrants
    function revokeAll(bytes32 asset) external {
        _requireOwner(asset);
        emit AllRevoked(asset, msg.sender);
        registry.advanceGrantEpoch(asset);
    }

    /// @inheritdoc IAccessGrants
    function use(bytes32 id) external {
        GrantState storage g = _known(id);
        if (g.grantee != msg.sender) revert NotGrantee(id, msg.sender);
        if (!_liveAt(g, uint64(block.timestamp))) revert NotLive(id);
        if (g.usesLeft == 0) revert UsedUp(id);
        if (g.usesLeft != UNLIMITED) --g.usesLeft;
        if (g.firstUsedAt == 0) g.firstUsedAt = uint64(block.timestamp);
        emit Used(id, msg.sender, g.price, g.usesLeft);
        if (g.price != 0) {
            vault.fundPot(id, ETHER, msg.sender, g.price);
            vault.payPot(id, ETHER, g.grantor, g.price);
        }
    }

    /// @inheritdoc IAccessGrants
    function raiseFloor(uint256 floor) external {
        if (floor <= floorOf[msg.sender]) revert FloorNotRaised(floorOf[msg.sender], floor);
        floorOf[msg.sender] = floor;
        emit FloorRaised(msg.sender, floor);
    }

    /// @inheritdoc IAccessGrants
    function checkAt(bytes32 id, address grantee, bytes32 asset, uint32 version, uint8 purpose, uint64 time)
        external
        view
        returns (bool)
    {
        GrantState storage g = _grants[id];
        if (g.grantor == address(0)) return false;
        if (g.grantee != grantee || g.asset != asset || g.version != version || g.purpose != purpose) return false;
        if (g.price != 0 && (g.firstUsedAt == 0 || g.firstUsedAt > time)) return false;
        return _liveAt(g, time);
    }

    /// @inheritdoc IAccessGrants
    function grantorOf(bytes32 id) external view returns (address) {
        return _grants[id].grantor;
    }

    /// @inheritdoc IAccessGrants
    function grantOf(bytes32 id) external view returns (GrantState memory) {
        return _known(id);
    }

    /// @inheritdoc IAccessGrants
    function grantId(Grant calldata terms) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(GRANT_TYPEHASH, terms)));
    }

    function _create(bytes32 id, Grant calldata terms) private {
        if (_grants[id].grantor != address(0)) revert SpentId(id);
        if (terms.nonce < floorOf[terms.grantor]) revert NonceBelowFloor(terms.nonce, floorOf[terms.grantor]);
        _checkTerms(terms);
        _checkAsset(terms);
        _grants[id] = GrantState({
            grantor: terms.grantor,
            grantee: terms.grantee,
            asset: terms.asset,
            version: terms.version,
            purpose: terms.purpose,
            level: terms.level,
            notBefore: terms.notBefore,
            expiry: terms.expiry,
            createdAt: uint64(block.timestamp),
            revokedAt: 0,
            firstUsedAt: 0,
            usesLeft: terms.uses,
            grantEpoch: terms.grantEpoch,
            price: terms.price
        });
        _emitGranted(id, terms);
    }

    function _emitGranted(bytes32 id, Grant calldata terms) private {
        emit Granted(
            id,
            terms.grantee,
            terms.asset,
            terms.grantor,
            terms.version,
            terms.purpose,
            terms.level,
            terms.notBefore,
            terms.expiry,
            terms.uses,
            terms.price,
            terms.grantEpoch,
            terms.nonce
        );
    }

    function _checkTerms(Grant calldata terms) private view {
        if (terms.grantee == address(0) || terms.grantee == terms.grantor) revert BadGrantee(terms.grantee);
        if (terms.purpose == 0) revert BadPurpose();
        if (terms.level > MAX_LEVEL) revert BadLevel(terms.level);
        if (terms.uses == 0) revert NoUses();
        if (terms.expiry <= terms.notBefore || terms.expiry <= block.timestamp) {
            revert BadPeriod(terms.notBefore, terms.expiry);
        }
    }

    function _checkAsset(Grant calldata terms) private view {
        (address owner,,, bool retired, uint64 epoch,) = registry.assetOf(terms.asset);
        if (owner != terms.grantor) revert NotOwner(terms.asset, terms.grantor);
        if (retired) revert AssetIsRetired(terms.asset);
        if (terms.grantEpoch != epoch) revert WrongEpoch(terms.asset, epoch, terms.grantEpoch);
        uint8 minimum = registry.versionOf(terms.asset, terms.version).minLevel;
        if (terms.level < minimum) revert BelowMinimumLevel(terms.level, minimum);
    }

    /// @dev The epoch's end is looked up by number, so a second revokeAll cannot reach back before the first.
    function _liveAt(GrantState storage g, uint64 time) private view returns (bool) {
        if (time < g.notBefore || time < g.createdAt || time >= g.expiry) return false;
        if (g.revokedAt != 0 && time >= g.revokedAt) return false;
        uint64 epochEnd = registry.epochStart(g.asset, g.grantEpoch + 1);
        return epochEnd == 0 || time < epochEnd;
    }

    function _known(bytes32 id) private view returns (GrantState storage g) {
        g = _grants[id];
        if (g.grantor == address(0)) revert UnknownGrant(id);
    }

    function _requireOwner(bytes32 asset) private view {
        (address owner,,,,,) = registry.assetOf(asset);
        if (owner != msg.sender) revert NotOwner(asset, msg.sender);
    }
}
