// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BountyRules} from "./BountyRules.sol";
import {IAccessGrants} from "./interfaces/IAccessGrants.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IBountyMarket} from "./interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "./interfaces/IEvaluationPanel.sol";
import {IVault} from "./interfaces/IVault.sol";

/// @title BountyBook
/// @notice The market's memory, and how a bounty's pot is emptied when it ends. The other half is BountyMarket.
abstract contract BountyBook is IBountyMarket {
    uint256 private constant BPS = 10_000;
    uint256 private constant COMPLAINT_DIVISOR = 10;
    address internal constant ETHER = address(0);

    /// @dev Who was paid for what, as the event Paid says it.
    uint8 private constant MINER = 1;
    uint8 private constant DATA_OWNER = 2;
    uint8 private constant PANEL = 3;
    uint8 private constant PLATFORM = 4;
    uint8 private constant POOL = 5;
    uint8 private constant RESEARCHER = 6;
    uint8 private constant CONTRIBUTOR = 7;
    uint8 private constant SUBMITTER = 8;

    /// @dev Why something was burned, as the event Burned says it.
    uint8 private constant OPENING_REST = 1;
    uint8 private constant FEE_REST = 2;
    uint8 private constant STAKE = 3;
    uint8 internal constant COMPLAINT_BOND = 4;

    /// @dev The terms the code reads after the opening; amounts are checked to fit.
    struct Kept {
        address platform;
        uint32 testCount;
        uint32 thresholdMillionths;
        uint8 seats;
        uint8 quorum;
        uint16 ownersBps;
        uint16 platformBps;
        uint64 maxCipherSize;
        uint128 nonce;
        bytes32 testRoot;
        uint128 reward;
        uint128 panelFee;
        uint128 stake;
        uint128 evaluationFee;
    }

    IVault public immutable vault;
    IAssetRegistry public immutable registry;
    IAccessGrants public immutable grants;
    IActorRegistry public immutable actors;
    IEvaluationPanel public immutable panel;
    uint32 public immutable finalityGap;
    uint256 public immutable openingFee;
    BountyRules public immutable rules;

    mapping(address researcher => uint256) public nonceOf;
    mapping(bytes32 bounty => BountyState) internal _bounties;
    mapping(bytes32 bounty => Kept) internal _terms;
    mapping(bytes32 bounty => uint256) internal _windows;
    mapping(bytes32 bounty => DatasetTerm[]) internal _datasets;
    mapping(bytes32 bounty => address[]) internal _owners;
    mapping(bytes32 bounty => address[]) internal _miners;
    mapping(bytes32 bounty => uint32) internal _commits;
    mapping(bytes32 bounty => mapping(address miner => Submission)) internal _submissions;
    /// @dev Only grantors that were not the owner when the bounty was opened.
    mapping(bytes32 bounty => mapping(address miner => mapping(uint256 dataset => address))) internal _laterGrantors;
    mapping(bytes32 bounty => mapping(address account => bool)) internal _grantedLater;
    /// @dev The miner with the earliest commit for a content.
    mapping(bytes32 bounty => mapping(bytes32 content => address)) internal _firstWith;

    constructor(
        address vault_,
        address registry_,
        address grants_,
        address actors_,
        address panel_,
        uint32 finalityGap_,
        uint32 minWindow_,
        uint32 maxWindow_,
        uint256 openingFee_,
        uint256 minSeatFee_,
        uint256 minEvaluationFee_
    ) {
        vault = IVault(vault_);
        registry = IAssetRegistry(registry_);
        grants = IAccessGrants(grants_);
        actors = IActorRegistry(actors_);
        panel = IEvaluationPanel(panel_);
        finalityGap = finalityGap_;
        openingFee = openingFee_;
        rules = new BountyRules(registry, minWindow_, maxWindow_, minSeatFee_, minEvaluationFee_);
    }

    function _enter(bytes32 bounty, State state, uint256 deadline) internal returns (bool) {
        BountyState storage b = _bounties[bounty];
        b.state = state;
        b.deadline = uint64(deadline);
        emit StateChanged(bounty, uint8(state), uint64(deadline));
        return true;
    }

    /// @dev Empties the pot. Every wei that came in goes out here, once: opening fee, fees, stakes, reward, and the
    /// complaint bond unless it was burned before.
    function _end(bytes32 bounty, State state, bool openingBack, bool keyWithheld) internal returns (bool) {
        BountyState storage b = _bounties[bounty];
        _enter(bounty, state, 0);
        _shareOpeningFee(bounty, openingBack);
        _shareFees(bounty);
        _settleStakes(bounty, keyWithheld);
        if (state == State.Settled) {
            _payReward(bounty);
            _registerModel(bounty);
        } else {
            _pay(bounty, b.researcher, RESEARCHER, _terms[bounty].reward);
        }
        if (keyWithheld) _pay(bounty, b.researcher, RESEARCHER, _complaintBond(bounty));
        panel.close(bounty, keyWithheld, _submissions[bounty][b.winner].slot);
        return true;
    }

    function _shareOpeningFee(bytes32 bounty, bool back) private {
        if (back) return _pay(bounty, _bounties[bounty].researcher, RESEARCHER, openingFee);
        (uint256 asked, address[] memory gave) = panel.seedWork(bounty);
        uint256 share = openingFee / asked;
        for (uint256 i; i < gave.length; ++i) {
            _pay(bounty, gave[i], CONTRIBUTOR, share);
        }
        _burn(bounty, OPENING_REST, openingFee - share * gave.length);
    }

    function _shareFees(bytes32 bounty) private {
        Kept storage t = _terms[bounty];
        address[] memory miners = _miners[bounty];
        (address[] memory earners, uint256 revealed) = panel.feeEarners(bounty);
        if (revealed == 0) {
            _pay(bounty, _bounties[bounty].researcher, RESEARCHER, t.panelFee);
            for (uint256 i; i < miners.length; ++i) {
                _pay(bounty, miners[i], SUBMITTER, t.evaluationFee);
            }
            return;
        }
        uint256 fees = t.panelFee + uint256(t.evaluationFee) * miners.length;
        uint256 share = earners.length == 0 ? 0 : fees / earners.length;
        for (uint256 i; i < earners.length; ++i) {
            _pay(bounty, earners[i], PANEL, share);
        }
        _burn(bounty, FEE_REST, fees - share * earners.length);
    }

    function _settleStakes(bytes32 bounty, bool keyWithheld) private {
        address[] memory miners = _miners[bounty];
        uint256 stake = _terms[bounty].stake;
        address winner = _bounties[bounty].winner;
        for (uint256 i; i < miners.length; ++i) {
            Status status = _submissions[bounty][miners[i]].status;
            bool lost = status == Status.Committed || status == Status.Invalid || (keyWithheld && miners[i] == winner);
            if (lost) _burn(bounty, STAKE, stake);
            else _pay(bounty, miners[i], SUBMITTER, stake);
        }
    }

    function _payReward(bytes32 bounty) private {
        Kept storage t = _terms[bounty];
        address winner = _bounties[bounty].winner;
        uint256 rest = t.reward;
        if (t.platform != address(0)) {
            uint256 part = uint256(t.reward) * t.platformBps / BPS;
            _pay(bounty, t.platform, PLATFORM, part);
            rest -= part;
        }
        rest -= _payOwners(bounty, winner, uint256(t.reward) * t.ownersBps);
        Submission storage s = _submissions[bounty][winner];
        uint256 poolPart = rest * s.poolFeeBps / BPS;
        _pay(bounty, s.pool, POOL, poolPart);
        _pay(bounty, winner, MINER, rest - poolPart);
    }

    /// @param scaled the owners' part times 10 000
    function _payOwners(bytes32 bounty, address winner, uint256 scaled) private returns (uint256 paid) {
        DatasetTerm[] storage datasets = _datasets[bounty];
        uint16 held = _submissions[bounty][winner].held;
        for (uint256 i; i < datasets.length; ++i) {
            uint256 part = scaled * datasets[i].weight / (BPS * BPS);
            paid += part;
            if ((held >> i) & 1 == 1) {
                address later = _laterGrantors[bounty][winner][i];
                _pay(bounty, later == address(0) ? _owners[bounty][i] : later, DATA_OWNER, part);
            } else {
                _pay(bounty, _bounties[bounty].researcher, RESEARCHER, part);
            }
        }
    }

    function _registerModel(bytes32 bounty) private {
        BountyState storage b = _bounties[bounty];
        Submission storage s = _submissions[bounty][b.winner];
        IAssetRegistry.VersionSpec memory first =
            IAssetRegistry.VersionSpec(s.cidPrefix, s.cidDigest, s.cipherRoot, 0, s.cipherSize, 0);
        b.model = registry.registerModel(b.researcher, bounty, first, _parents(bounty, s.held));
        emit ModelSettled(bounty, b.model);
    }

    function _parents(bytes32 bounty, uint16 held) private view returns (bytes32[] memory parents) {
        DatasetTerm[] storage datasets = _datasets[bounty];
        parents = new bytes32[](datasets.length);
        uint256 n;
        for (uint256 i; i < datasets.length; ++i) {
            if ((held >> i) & 1 == 1) parents[n++] = datasets[i].asset;
        }
        assembly ("memory-safe") {
            mstore(parents, n)
        }
    }

    function _pay(bytes32 bounty, address to, uint8 role, uint256 amount) private {
        if (amount == 0) return;
        emit Paid(bounty, to, role, amount);
        vault.payPot(bounty, ETHER, to, amount);
    }

    function _burn(bytes32 bounty, uint8 reason, uint256 amount) internal {
        if (amount == 0) return;
        emit Burned(bounty, reason, amount);
        vault.burnPot(bounty, ETHER, amount);
    }

    function _complaintBond(bytes32 bounty) internal view returns (uint256) {
        return (uint256(_terms[bounty].reward) + COMPLAINT_DIVISOR - 1) / COMPLAINT_DIVISOR;
    }
}
