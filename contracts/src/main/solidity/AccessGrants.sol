// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IAccessGrants} from "./interfaces/IAccessGrants.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IVault} from "./interfaces/IVault.sol";

/// @title AccessGrants
/// @notice What it does and what it assumes is said in IAccessGrants.
contract AccessGrants is ERC2771Context, EIP712, IAccessGrants {
    // solhint-disable max-line-length
    bytes32 private constant GRANT_TYPEHASH = keccak256(
        "Grant(address grantor,address grantee,bytes32 asset,uint32 version,uint8 purpose,uint8 level,uint64 notBefore,uint64 expiry,uint32 uses,address token,uint256 price,uint64 grantEpoch,uint256 nonce,uint64 deadline)"
    );
    // solhint-enable max-line-length
    uint8 private constant MAX_LEVEL = 4;
    uint32 private constant UNLIMITED = type(uint32).max;

    IAssetRegistry public immutable registry;
    IVault public immutable vault;

    mapping(address grantor => uint256) public floorOf;
    mapping(bytes32 id => Standing) private _standings;

    constructor(address relay_, address registry_, address vault_)
        ERC2771Context(relay_)
        EIP712("AssayAccessGrants", "1")
    {
        registry = IAssetRegistry(registry_);
        vault = IVault(vault_);
    }

    /// @inheritdoc IAccessGrants
    function requestAccess(bytes32 asset, uint32 version, uint8 purpose, bytes32 messageHash) external {
        registry.versionOf(asset, version);
        emit AccessRequested(asset, _msgSender(), version, purpose, messageHash);
    }

    /// @inheritdoc IAccessGrants
    function denyAccess(bytes32 asset, address grantee, uint32 version, uint8 purpose, bytes32 reasonHash) external {
        _requireOwner(asset);
        emit AccessDenied(asset, grantee, version, purpose, reasonHash);
    }

    /// @inheritdoc IAccessGrants
    function grant(Grant calldata terms) external returns (bytes32 id) {
        _requireGrantor(terms);
        id = grantId(terms);
        _create(id, terms);
    }

    /// @inheritdoc IAccessGrants
    function grantBySig(Grant calldata terms, bytes calldata signature) external returns (bytes32 id) {
        if (block.timestamp > terms.deadline) revert SignatureExpired(terms.deadline);
        id = grantId(terms);
        if (!SignatureChecker.isValidSignatureNowCalldata(terms.grantor, id, signature)) {
            revert BadSignature(terms.grantor, id);
        }
        _create(id, terms);
    }

    /// @inheritdoc IAccessGrants
    function revoke(Grant calldata terms) external {
        (bytes32 id, Standing storage standing) = _known(terms);
        _requireGrantor(terms);
        if (standing.revokedAt != 0) revert AlreadyRevoked(id);
        standing.revokedAt = uint40(block.timestamp);
        emit Revoked(id);
    }

    /// @inheritdoc IAccessGrants
    function revokeAll(bytes32 asset) external {
        _requireOwner(asset);
        emit AllRevoked(asset, _msgSender());
        registry.advanceGrantEpoch(asset);
    }

    /// @inheritdoc IAccessGrants
    function use(Grant calldata terms) external {
        (bytes32 id, Standing storage kept) = _known(terms);
        Standing memory standing = kept;
        if (terms.grantee != _msgSender()) revert NotGrantee(id, _msgSender());
        if (!_liveAt(terms, standing, uint64(block.timestamp))) revert NotLive(id);
        if (standing.usesLeft == 0) revert UsedUp(id);
        if (standing.usesLeft != UNLIMITED) --standing.usesLeft;
        if (standing.firstUsedAt == 0) standing.firstUsedAt = uint40(block.timestamp);
        _standings[id] = standing;
        emit Used(id, terms.grantee, terms.price, standing.usesLeft);
        if (terms.price != 0) {
            vault.fundPot(id, terms.token, terms.grantee, terms.price);
            vault.payPot(id, terms.token, terms.grantor, terms.price);
        }
    }

    /// @inheritdoc IAccessGrants
    function raiseFloor(uint256 floor) external {
        address grantor = _msgSender();
        if (floor <= floorOf[grantor]) revert FloorNotRaised(floorOf[grantor], floor);
        floorOf[grantor] = floor;
        emit FloorRaised(grantor, floor);
    }

    /// @inheritdoc IAccessGrants
    function checkAt(Grant calldata terms, address grantee, bytes32 asset, uint32 version, uint8 purpose, uint64 time)
        external
        view
        returns (bool)
    {
        return _isAbout(terms, grantee, asset, version, purpose) && _givesAt(grantId(terms), terms, time);
    }

    /// @inheritdoc IAccessGrants
    function idAndCheckAt(
        Grant calldata terms,
        address grantee,
        bytes32 asset,
        uint32 version,
        uint8 purpose,
        uint64 time
    ) external view returns (bytes32 id, bool isGranted) {
        id = grantId(terms);
        isGranted = _isAbout(terms, grantee, asset, version, purpose) && _givesAt(id, terms, time);
    }

    /// @inheritdoc IAccessGrants
    function standingOf(bytes32 id) external view returns (Standing memory) {
        return _standings[id];
    }

    /// @inheritdoc IAccessGrants
    function grantId(Grant calldata terms) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(GRANT_TYPEHASH, terms)));
    }

    function _create(bytes32 id, Grant calldata terms) private {
        if (_standings[id].createdAt != 0) revert SpentId(id);
        if (terms.nonce < floorOf[terms.grantor]) revert NonceBelowFloor(terms.nonce, floorOf[terms.grantor]);
        _checkTerms(terms);
        _checkAsset(terms);
        _standings[id] =
            Standing({createdAt: uint40(block.timestamp), revokedAt: 0, firstUsedAt: 0, usesLeft: terms.uses});
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
            terms.token,
            terms.price,
            terms.grantEpoch,
            terms.nonce,
            terms.deadline
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
        if (terms.price != 0 && !vault.isListed(terms.token)) revert UnknownToken(terms.token);
    }

    function _checkAsset(Grant calldata terms) private view {
        (address owner,,, bool retired, uint64 epoch,) = registry.assetOf(terms.asset);
        if (owner != terms.grantor) revert NotOwner(terms.asset, terms.grantor);
        if (retired) revert AssetIsRetired(terms.asset);
        if (terms.grantEpoch != epoch) revert WrongEpoch(terms.asset, epoch, terms.grantEpoch);
        (, uint8 minimum) = registry.versionOf(terms.asset, terms.version);
        if (terms.level < minimum) revert BelowMinimumLevel(terms.level, minimum);
    }

    function _isAbout(Grant calldata terms, address grantee, bytes32 asset, uint32 version, uint8 purpose)
        private
        pure
        returns (bool)
    {
        return terms.grantee == grantee && terms.asset == asset && terms.version == version && terms.purpose == purpose;
    }

    function _givesAt(bytes32 id, Grant calldata terms, uint64 time) private view returns (bool) {
        Standing memory standing = _standings[id];
        if (standing.createdAt == 0) return false;
        if (terms.price != 0 && (standing.firstUsedAt == 0 || standing.firstUsedAt > time)) return false;
        return _liveAt(terms, standing, time);
    }

    /// @dev The epoch's end is looked up by number, so a second revokeAll cannot reach back before the first.
    function _liveAt(Grant calldata terms, Standing memory standing, uint64 time) private view returns (bool) {
        if (time < terms.notBefore || time < standing.createdAt || time >= terms.expiry) return false;
        if (standing.revokedAt != 0 && time >= standing.revokedAt) return false;
        uint64 epochEnd = registry.epochStart(terms.asset, terms.grantEpoch + 1);
        return epochEnd == 0 || time < epochEnd;
    }

    function _known(Grant calldata terms) private view returns (bytes32 id, Standing storage standing) {
        id = grantId(terms);
        standing = _standings[id];
        if (standing.createdAt == 0) revert UnknownGrant(id);
    }

    function _requireGrantor(Grant calldata terms) private view {
        if (terms.grantor != _msgSender()) revert NotGrantor(terms.grantor, _msgSender());
    }

    function _requireOwner(bytes32 asset) private view {
        (address owner,,,,,) = registry.assetOf(asset);
        if (owner != _msgSender()) revert NotOwner(asset, _msgSender());
    }
}
