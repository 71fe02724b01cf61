// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "./interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "./interfaces/IEvaluationPanel.sol";
import {IPayouts} from "./interfaces/IPayouts.sol";
import {ISeedBeacon} from "./interfaces/ISeedBeacon.sol";
import {ISubmissions} from "./interfaces/ISubmissions.sol";
import {IVault} from "./interfaces/IVault.sol";
import {BountyTerms} from "./libraries/BountyTerms.sol";
import {Median} from "./libraries/Median.sol";

/// @title Payouts
/// @notice What it does and what it assumes is said in IPayouts.
contract Payouts is IPayouts {
    using BountyTerms for address;

    uint256 private constant BPS = 10_000;
    uint256 private constant COMPLAINT_DIVISOR = 10;
    uint256 private constant DEFAULT_DIVISOR = 5;
    uint256 private constant SHARE_BITS = 16;
    uint32 private constant SHARE_TOLERANCE = 200;
    address private constant ETHER = address(0);

    uint8 private constant MINER = 1;
    uint8 private constant DATA_OWNER = 2;
    uint8 private constant PANEL = 3;
    uint8 private constant PLATFORM = 4;
    uint8 private constant POOL = 5;
    uint8 private constant RESEARCHER = 6;
    uint8 private constant CONTRIBUTOR = 7;
    uint8 private constant SUBMITTER = 8;
    uint8 private constant CHALLENGER = 9;
    uint8 private constant SECOND_PANEL = 10;

    uint8 private constant OPENING_REST = 1;
    uint8 private constant FEE_REST = 2;
    uint8 private constant STAKE = 3;
    uint8 private constant COMPLAINT_BOND = 4;
    uint8 private constant CHALLENGE_REST = 5;

    /// @dev A bounty at its end, as its contracts tell it; lives in memory only.
    /// @param parts what the owners' part is shared by, one for each dataset; all of them sum to `whole`
    struct Account {
        Ending ending;
        BountyTerms.Kept terms;
        address[] miners;
        ISubmissions.Status[] statuses;
        uint256 winnerSlot;
        uint32[] parts;
        uint256 whole;
    }

    IVault public immutable vault;
    IBountyMarket public immutable market;
    ISubmissions public immutable submissions;
    IEvaluationPanel public immutable panel;
    ISeedBeacon public immutable beacon;
    uint256 public immutable openingFee;

    modifier onlyMarket() {
        if (msg.sender != address(market)) revert NotMarket(msg.sender);
        _;
    }

    constructor(
        address vault_,
        address market_,
        address submissions_,
        address panel_,
        address beacon_,
        uint256 openingFee_
    ) {
        vault = IVault(vault_);
        market = IBountyMarket(market_);
        submissions = ISubmissions(submissions_);
        panel = IEvaluationPanel(panel_);
        beacon = ISeedBeacon(beacon_);
        openingFee = openingFee_;
    }

    // ---------------------------------------------------------------- in

    /// @inheritdoc IPayouts
    function lockOpening(bytes32 bounty) external onlyMarket {
        BountyTerms.Kept memory t = _terms(bounty);
        vault.fundPot(bounty, ETHER, t.researcher, openingFee);
        vault.fundPot(bounty, t.token, t.researcher, uint256(t.reward) + t.panelFee);
    }

    /// @inheritdoc IPayouts
    function lockSubmission(bytes32 bounty, address miner) external {
        if (msg.sender != address(submissions)) revert NotSubmissions(msg.sender);
        BountyTerms.Kept memory t = _terms(bounty);
        vault.fundPot(bounty, t.token, miner, uint256(t.stake) + t.evaluationFee);
    }

    /// @inheritdoc IPayouts
    function lockComplaint(bytes32 bounty) external onlyMarket returns (uint256 bond) {
        BountyTerms.Kept memory t = _terms(bounty);
        bond = _complaintBond(t);
        vault.fundPot(bounty, t.token, t.researcher, bond);
    }

    /// @inheritdoc IPayouts
    function lockChallenge(bytes32 bounty, address challenger) external onlyMarket returns (uint256 bond) {
        BountyTerms.Kept memory t = _terms(bounty);
        bond = _challengeBond(t);
        vault.fundPot(bounty, t.token, challenger, bond);
    }

    // ---------------------------------------------------------------- out

    /// @inheritdoc IPayouts
    function burnComplaint(bytes32 bounty) external onlyMarket {
        BountyTerms.Kept memory t = _terms(bounty);
        _burn(bounty, COMPLAINT_BOND, t.token, _complaintBond(t));
    }

    /// @inheritdoc IPayouts
    function finish(Ending calldata ending) external onlyMarket {
        Account memory a = _account(ending);
        bool isDefaulted = ending.state == IBountyMarket.State.Defaulted;
        uint8[] memory unopened = isDefaulted ? panel.unopenedOf(ending.bounty) : new uint8[](0);
        address heir = ending.overturned ? address(this) : address(0);
        IEvaluationPanel.Closing memory c =
            panel.close(ending.bounty, heir, ending.keyWithheld, isDefaulted, a.winnerSlot);
        if (ending.state == IBountyMarket.State.Settled) _divideOwners(a, c);
        _shareOpeningFee(a);
        _shareFees(a, c);
        _settleStakes(a);
        _settleChallenge(a, c);
        if (ending.state == IBountyMarket.State.Settled) _payReward(a);
        else if (isDefaulted) _payDefault(a, unopened);
        else _pay(a, a.terms.researcher, RESEARCHER, a.terms.reward);
        if (ending.keyWithheld) _pay(a, a.terms.researcher, RESEARCHER, _complaintBond(a.terms));
    }

    function _account(Ending calldata ending) private view returns (Account memory a) {
        a.ending = ending;
        a.terms = ending.code.read();
        (a.miners, a.statuses) = submissions.outcomesOf(ending.bounty);
        while (a.winnerSlot < a.miners.length && a.miners[a.winnerSlot] != ending.winner) ++a.winnerSlot;
    }

    // ---------------------------------------------------------------- what data contributed

    function _divideOwners(Account memory a, IEvaluationPanel.Closing memory c) private {
        if (a.terms.byContribution) _measure(a, c);
        if (a.whole != 0) return;
        (a.parts, a.whole) = (new uint32[](a.terms.datasets), BPS);
        for (uint256 i; i < a.parts.length; ++i) {
            a.parts[i] = a.ending.code.dataset(i).weight;
        }
    }

    function _measure(Account memory a, IEvaluationPanel.Closing memory c) private {
        bool isChallenge = c.challengeEarners.length > a.terms.seats;
        uint256[] memory shares = isChallenge ? c.challengeShares : c.shares;
        if (shares.length == 0) return;
        uint32[] memory medians = new uint32[](a.terms.datasets);
        for (uint256 i; i < medians.length; ++i) {
            medians[i] = _median(shares, i);
            a.whole += medians[i];
        }
        if (a.whole == 0) return;
        a.parts = medians;
        emit SharesMeasured(a.ending.bounty, a.ending.winner, medians);
        _forfeit(a, c.earners, c.shares);
        _forfeit(a, c.challengeEarners, c.challengeShares);
    }

    function _median(uint256[] memory shares, uint256 dataset) private pure returns (uint32 median) {
        uint32[] memory values = new uint32[](shares.length);
        for (uint256 i; i < values.length; ++i) {
            values[i] = _shareIn(shares[i], dataset);
        }
        (median,) = Median.middle(values, values.length);
    }

    function _shareIn(uint256 shares, uint256 dataset) private pure returns (uint32) {
        return uint16(shares >> (dataset * SHARE_BITS));
    }

    /// @dev Leaves those among the earners whose shares are near the medians.
    function _forfeit(Account memory a, address[] memory earners, uint256[] memory shares) private {
        uint256 n;
        for (uint256 i; i < earners.length; ++i) {
            if (_isNear(a.parts, shares[i])) earners[n++] = earners[i];
            else emit ShareFeeForfeited(a.ending.bounty, earners[i]);
        }
        assembly ("memory-safe") {
            mstore(earners, n)
        }
    }

    function _isNear(uint32[] memory medians, uint256 shares) private pure returns (bool) {
        for (uint256 i; i < medians.length; ++i) {
            if (Median.apart(_shareIn(shares, i), medians[i]) > SHARE_TOLERANCE) return false;
        }
        return true;
    }

    // ---------------------------------------------------------------- who gets what

    function _shareOpeningFee(Account memory a) private {
        bytes32 bounty = a.ending.bounty;
        (uint256 asked, address[] memory gave) = beacon.workOf(bounty);
        if (a.ending.openingBack || asked == 0) {
            return _payToken(bounty, a.terms.researcher, RESEARCHER, ETHER, openingFee);
        }
        uint256 share = openingFee / asked;
        for (uint256 i; i < gave.length; ++i) {
            _payToken(bounty, gave[i], CONTRIBUTOR, ETHER, share);
        }
        _burn(bounty, OPENING_REST, ETHER, openingFee - share * gave.length);
    }

    function _shareFees(Account memory a, IEvaluationPanel.Closing memory c) private {
        bool isDefaulted = a.ending.state == IBountyMarket.State.Defaulted;
        if (!c.revealed && !isDefaulted) {
            _pay(a, a.terms.researcher, RESEARCHER, a.terms.panelFee);
            for (uint256 i; i < a.miners.length; ++i) {
                _pay(a, a.miners[i], SUBMITTER, a.terms.evaluationFee);
            }
            return;
        }
        uint256 fees = a.terms.panelFee + uint256(a.terms.evaluationFee) * a.miners.length;
        _share(a, c.earners, PANEL, a.terms.token, fees, FEE_REST);
    }

    function _settleStakes(Account memory a) private {
        for (uint256 i; i < a.miners.length; ++i) {
            ISubmissions.Status status = a.statuses[i];
            bool isLost = status == ISubmissions.Status.Committed || status == ISubmissions.Status.Invalid
                || (a.ending.keyWithheld && i == a.winnerSlot);
            if (isLost) _burn(a.ending.bounty, STAKE, a.terms.token, a.terms.stake);
            else _pay(a, a.miners[i], SUBMITTER, a.terms.stake);
        }
    }

    function _settleChallenge(Account memory a, IEvaluationPanel.Closing memory c) private {
        if (a.ending.challenger == address(0)) return;
        uint256 bond = _challengeBond(a.terms);
        if (a.ending.overturned || !c.challengeRevealed) _pay(a, a.ending.challenger, CHALLENGER, bond);
        else _share(a, c.challengeEarners, SECOND_PANEL, a.terms.token, bond, CHALLENGE_REST);
        if (c.inherited != 0) {
            vault.fundPot(a.ending.bounty, ETHER, address(this), c.inherited);
            _share(a, c.challengeEarners, SECOND_PANEL, ETHER, c.inherited, CHALLENGE_REST);
        }
    }

    function _share(
        Account memory a,
        address[] memory earners,
        uint8 role,
        address token,
        uint256 amount,
        uint8 restReason
    ) private {
        uint256 share = earners.length == 0 ? 0 : amount / earners.length;
        for (uint256 i; i < earners.length; ++i) {
            _payToken(a.ending.bounty, earners[i], role, token, share);
        }
        _burn(a.ending.bounty, restReason, token, amount - share * earners.length);
    }

    function _payReward(Account memory a) private {
        BountyTerms.Kept memory t = a.terms;
        uint256 reward = uint256(t.reward) * a.ending.earnedBps / BPS;
        _pay(a, t.researcher, RESEARCHER, t.reward - reward);
        uint256 rest = reward;
        if (t.platform != address(0)) {
            uint256 part = reward * t.platformBps / BPS;
            _pay(a, t.platform, PLATFORM, part);
            rest -= part;
        }
        (uint16 held, address pool, uint16 poolFeeBps) = submissions.claimsOf(a.ending.bounty, a.ending.winner);
        rest -= _payOwners(a, held, reward * t.ownersBps);
        uint256 poolPart = rest * poolFeeBps / BPS;
        _pay(a, pool, POOL, poolPart);
        _pay(a, a.ending.winner, MINER, rest - poolPart);
    }

    /// @param scaled the owners' part times 10 000
    function _payOwners(Account memory a, uint16 held, uint256 scaled) private returns (uint256 paid) {
        for (uint256 i; i < a.terms.datasets; ++i) {
            uint256 part = scaled * a.parts[i] / (BPS * a.whole);
            paid += part;
            if ((held >> i) & 1 == 1) {
                _pay(a, submissions.grantorFor(a.ending.bounty, a.ending.winner, i), DATA_OWNER, part);
            } else {
                _pay(a, a.terms.researcher, RESEARCHER, part);
            }
        }
    }

    /// @dev A fifth of the reward for the work of those whose submissions were not the reason.
    function _payDefault(Account memory a, uint8[] memory unopened) private {
        uint256 marksToVoid = uint256(a.terms.seats) - a.terms.quorum + 1;
        uint256 sharers;
        bool[] memory shares = new bool[](a.miners.length);
        for (uint256 i; i < shares.length; ++i) {
            shares[i] = a.statuses[i] == ISubmissions.Status.Standing && unopened[i] < marksToVoid;
            if (shares[i]) ++sharers;
        }
        uint256 each = sharers == 0 ? 0 : uint256(a.terms.reward) / DEFAULT_DIVISOR / sharers;
        for (uint256 i; i < shares.length; ++i) {
            if (shares[i]) _pay(a, a.miners[i], SUBMITTER, each);
        }
        _pay(a, a.terms.researcher, RESEARCHER, a.terms.reward - each * sharers);
    }

    function _pay(Account memory a, address to, uint8 role, uint256 amount) private {
        _payToken(a.ending.bounty, to, role, a.terms.token, amount);
    }

    function _payToken(bytes32 bounty, address to, uint8 role, address token, uint256 amount) private {
        if (amount == 0) return;
        emit Paid(bounty, to, role, token, amount);
        vault.payPot(bounty, token, to, amount);
    }

    function _burn(bytes32 bounty, uint8 reason, address token, uint256 amount) private {
        if (amount == 0) return;
        emit Burned(bounty, reason, token, amount);
        vault.burnPot(bounty, token, amount);
    }

    function _terms(bytes32 bounty) private view returns (BountyTerms.Kept memory) {
        (address code,) = market.codeOf(bounty);
        return code.read();
    }

    function _complaintBond(BountyTerms.Kept memory t) private pure returns (uint256) {
        return (uint256(t.reward) + COMPLAINT_DIVISOR - 1) / COMPLAINT_DIVISOR;
    }

    function _challengeBond(BountyTerms.Kept memory t) private pure returns (uint256) {
        return (uint256(t.panelFee) * (2 * uint256(t.seats) + 1) + t.seats - 1) / t.seats;
    }
}
