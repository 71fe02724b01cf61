// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {IAccessGrants} from "./interfaces/IAccessGrants.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IBountyMarket} from "./interfaces/IBountyMarket.sol";
import {IPayouts} from "./interfaces/IPayouts.sol";
import {ISubmissions} from "./interfaces/ISubmissions.sol";
import {BountyTerms} from "./libraries/BountyTerms.sol";

/// @title Submissions
/// @notice What it does and what it assumes is said in ISubmissions.
contract Submissions is ERC2771Context, ISubmissions {
    using BountyTerms for BountyTerms.Kept;
    using BountyTerms for address;

    uint256 private constant MILLION = 1_000_000;
    uint256 private constant MAX_SUBMISSIONS = 64;
    uint8 private constant TRAIN = 1;
    uint32 private constant INVALID = type(uint32).max;
    uint32 private constant UNDECIDED = type(uint32).max - 2;

    struct Slots {
        uint8 taken;
        uint8 revealed;
        uint32 commits;
    }

    IBountyMarket public immutable market;
    IPayouts public immutable payouts;
    IAccessGrants public immutable grants;
    IActorRegistry public immutable actors;

    mapping(bytes32 bounty => Slots) private _slots;
    mapping(bytes32 bounty => mapping(uint256 slot => address)) private _miners;
    mapping(bytes32 bounty => mapping(address miner => Submission)) private _submissions;
    /// @dev Only grantors that were not the owner when the bounty was opened.
    mapping(bytes32 bounty => mapping(address miner => mapping(uint256 dataset => address))) private _laterGrantors;
    mapping(bytes32 bounty => mapping(address account => bool)) private _grantedLater;
    /// @dev The miner with the earliest commit for a content.
    mapping(bytes32 bounty => mapping(bytes32 content => address)) private _firstWith;

    constructor(address relay_, address market_, address payouts_, address grants_, address actors_)
        ERC2771Context(relay_)
    {
        market = IBountyMarket(market_);
        payouts = IPayouts(payouts_);
        grants = IAccessGrants(grants_);
        actors = IActorRegistry(actors_);
    }

    // ---------------------------------------------------------------- miners

    /// @inheritdoc ISubmissions
    function commit(bytes32 bounty, bytes32 commitHash) external {
        address miner = _msgSender();
        _checkCommit(bounty, miner, commitHash);
        Submission storage s = _submissions[bounty][miner];
        Slots memory slots = _slots[bounty];
        bool isNew = s.status == Status.None;
        if (isNew) {
            if (slots.taken == MAX_SUBMISSIONS) revert TooManySubmissions(MAX_SUBMISSIONS);
            s.status = Status.Committed;
            s.slot = slots.taken++;
            _miners[bounty][s.slot] = miner;
        }
        s.commitment = commitHash;
        s.committedAt = uint40(block.timestamp);
        s.order = ++slots.commits;
        _slots[bounty] = slots;
        (address pool, uint16 poolFeeBps) = actors.poolOf(miner);
        s.poolFeeBps = poolFeeBps;
        if (pool != address(0) || !isNew) s.pool = pool;
        emit Committed(bounty, miner, s.slot, slots.commits, commitHash, pool, poolFeeBps);
        if (isNew) payouts.lockSubmission(bounty, miner);
    }

    /// @inheritdoc ISubmissions
    function reveal(bytes32 bounty, Opening calldata opening, IAccessGrants.Grant[] calldata named) external {
        address miner = _msgSender();
        Submission storage s = _submissions[bounty][miner];
        address code = _checkReveal(bounty, miner, s.status);
        BountyTerms.Kept memory t = code.read();
        _checkOpening(bounty, t, s.commitment, opening);

        s.cidPrefix = opening.cidPrefix;
        s.cidDigest = opening.cidDigest;
        s.cipherRoot = opening.cipherRoot;
        s.cipherSize = opening.cipherSize;
        s.commitment = opening.keyCommit;
        _emitRevealed(bounty, miner, opening);
        bool granted = _recordGrants(bounty, code, t, s, named);
        _setStatus(bounty, miner, granted ? Status.Standing : Status.Ungranted, address(0));
        _strikeLater(bounty, miner, keccak256(abi.encode("cid", opening.cidDigest)));
        _strikeLater(bounty, miner, keccak256(abi.encode("plain", opening.plainHash)));
        Slots storage slots = _slots[bounty];
        if (++slots.revealed == slots.taken) market.poke(bounty);
    }

    // ---------------------------------------------------------------- verdicts

    /// @inheritdoc ISubmissions
    function judge(bytes32 bounty, address code, uint32[] calldata verdicts) external returns (Best memory best) {
        if (msg.sender != address(market)) revert NotMarket(msg.sender);
        address[] memory miners = minersOf(bounty);
        BountyTerms.Kept memory t = code.read();
        for (uint256 i; i < miners.length; ++i) {
            Submission storage s = _submissions[bounty][miners[i]];
            if (!_isJudged(s.status)) continue;
            _measure(code, t, s, verdicts[i * t.milestones:(i + 1) * t.milestones]);
            if (s.status == Status.Scored) best.anyScored = true;
            emit VerdictGiven(bounty, miners[i], uint8(s.status), s.count, s.reached != 0, s.reached);
            if (s.reached != 0 && _beats(bounty, s, best)) {
                (best.miner, best.count, best.reached) = (miners[i], s.count, s.reached);
            }
        }
    }

    // ---------------------------------------------------------------- views

    /// @inheritdoc ISubmissions
    function submissionOf(bytes32 bounty, address miner) external view returns (Submission memory) {
        return _submissions[bounty][miner];
    }

    /// @inheritdoc ISubmissions
    function minersOf(bytes32 bounty) public view returns (address[] memory miners) {
        miners = new address[](_slots[bounty].taken);
        for (uint256 i; i < miners.length; ++i) {
            miners[i] = _miners[bounty][i];
        }
    }

    /// @inheritdoc ISubmissions
    function slotsOf(bytes32 bounty) external view returns (uint16, uint16) {
        return (_slots[bounty].taken, _slots[bounty].revealed);
    }

    /// @inheritdoc ISubmissions
    function anyStands(bytes32 bounty) external view returns (bool) {
        address[] memory miners = minersOf(bounty);
        for (uint256 i; i < miners.length; ++i) {
            if (_submissions[bounty][miners[i]].status == Status.Standing) return true;
        }
        return false;
    }

    /// @inheritdoc ISubmissions
    function judgedOf(bytes32 bounty) external view returns (bool[] memory judged) {
        address[] memory miners = minersOf(bounty);
        judged = new bool[](miners.length);
        for (uint256 i; i < miners.length; ++i) {
            judged[i] = _isJudged(_submissions[bounty][miners[i]].status);
        }
    }

    /// @inheritdoc ISubmissions
    function outcomesOf(bytes32 bounty) external view returns (address[] memory miners, Status[] memory statuses) {
        miners = minersOf(bounty);
        statuses = new Status[](miners.length);
        for (uint256 i; i < miners.length; ++i) {
            statuses[i] = _submissions[bounty][miners[i]].status;
        }
    }

    /// @inheritdoc ISubmissions
    function claimsOf(bytes32 bounty, address miner) external view returns (uint16, address, uint16) {
        Submission storage s = _submissions[bounty][miner];
        return (s.held, s.pool, s.poolFeeBps);
    }

    /// @inheritdoc ISubmissions
    function grantorFor(bytes32 bounty, address miner, uint256 dataset) external view returns (address) {
        address later = _laterGrantors[bounty][miner][dataset];
        if (later != address(0)) return later;
        (address code,) = market.codeOf(bounty);
        return code.dataset(dataset).owner;
    }

    /// @inheritdoc ISubmissions
    function isInvolved(bytes32 bounty, address account) external view returns (bool) {
        return _submissions[bounty][account].status != Status.None || _grantedLater[bounty][account];
    }

    // ---------------------------------------------------------------- inside

    function _checkCommit(bytes32 bounty, address miner, bytes32 commitHash) private {
        (IBountyMarket.State state, address code,, uint40 commitDeadline,) = market.current(bounty);
        if (state != IBountyMarket.State.Open) revert IBountyMarket.WrongState(bounty, state);
        if (block.timestamp >= commitDeadline) revert CommitsClosed(bounty);
        if (commitHash == 0) revert IBountyMarket.EmptyTerm("commitHash");
        if (code.isParty(code.read(), miner)) revert PartyCannotCommit(bounty, miner);
    }

    function _checkReveal(bytes32 bounty, address miner, Status status) private returns (address) {
        (IBountyMarket.State state, address code, uint40 deadline,, bool allRevealed) = market.current(bounty);
        if (state != IBountyMarket.State.Reveal) revert IBountyMarket.WrongState(bounty, state);
        if (status == Status.None) revert NoCommit(bounty, miner);
        if (status != Status.Committed) revert AlreadyRevealed(bounty, miner);
        if (allRevealed || block.timestamp >= deadline - market.finalityGap()) revert RevealsClosed(bounty);
        return code;
    }

    /// @dev Milestones count in order up to the first that was missed. Undecided in one group is undecided.
    function _measure(address code, BountyTerms.Kept memory t, Submission storage s, uint32[] calldata verdicts)
        private
    {
        (uint32 count, uint8 reached, bool missed) = (0, 0, false);
        uint32 privateCount = t.privateSamples();
        for (uint256 g; g < verdicts.length; ++g) {
            uint32 verdict = verdicts[g];
            if (verdict >= UNDECIDED) {
                s.status = verdict == INVALID ? Status.Invalid : Status.Undecided;
                (s.count, s.reached) = (verdict, 0);
                return;
            }
            uint32 threshold = t.threshold;
            if (g != 0) (threshold,) = code.furtherMilestone(t, g - 1);
            uint32 size = BountyTerms.groupSize(privateCount, t.milestones, g);
            missed = missed || verdict * MILLION < uint256(threshold) * size;
            count += verdict;
            if (!missed) ++reached;
        }
        (s.status, s.count, s.reached) = (Status.Scored, count, reached);
    }

    function _beats(bytes32 bounty, Submission storage s, Best memory best) private view returns (bool) {
        if (best.miner == address(0) || s.reached > best.reached) return true;
        if (s.reached < best.reached || s.count < best.count) return false;
        return s.count > best.count || s.order < _submissions[bounty][best.miner].order;
    }

    function _checkOpening(bytes32 bounty, BountyTerms.Kept memory t, bytes32 commitHash, Opening calldata o)
        private
        view
    {
        // flat fields of 32 bytes each: the same as the long list in the interface
        bytes32 opened = keccak256(abi.encode(block.chainid, address(market), bounty, _msgSender(), o));
        if (opened != commitHash) revert WrongOpening(bounty, _msgSender());
        if (o.cipherSize > t.maxCipherSize) revert TooLarge(o.cipherSize, t.maxCipherSize);
        if (o.plainSize > t.maxCipherSize) revert TooLarge(o.plainSize, t.maxCipherSize);
        if (o.cidDigest == 0) revert IBountyMarket.EmptyTerm("cidDigest");
    }

    /// @dev Says whether every required dataset has a live grant as of the commit.
    function _recordGrants(
        bytes32 bounty,
        address code,
        BountyTerms.Kept memory t,
        Submission storage s,
        IAccessGrants.Grant[] calldata named
    ) private returns (bool granted) {
        if (named.length != t.datasets) revert WrongGrantCount(t.datasets, named.length);
        granted = true;
        uint16 held;
        bytes32[] memory ids = new bytes32[](named.length);
        for (uint256 i; i < named.length; ++i) {
            BountyTerms.Dataset memory d = code.dataset(i);
            bool isGranted;
            (ids[i], isGranted) = _check(named[i], d, s.committedAt);
            if (isGranted) {
                address grantor = named[i].grantor;
                held |= uint16(1 << i);
                if (grantor != d.owner) {
                    _laterGrantors[bounty][_msgSender()][i] = grantor;
                    _grantedLater[bounty][grantor] = true;
                }
            } else if (d.required) {
                granted = false;
            }
        }
        s.held = held;
        emit GrantsNamed(bounty, _msgSender(), ids, held);
    }

    function _check(IAccessGrants.Grant calldata grant, BountyTerms.Dataset memory d, uint64 committedAt)
        private
        view
        returns (bytes32, bool)
    {
        if (grant.grantor == address(0)) return (0, false);
        return grants.idAndCheckAt(grant, _msgSender(), d.asset, d.version, TRAIN, committedAt);
    }

    /// @dev Of two with the same content the earlier commit stands, whatever the order of reveals: the earliest one
    /// seen so far is remembered, struck or not, and every other is struck.
    function _strikeLater(bytes32 bounty, address miner, bytes32 content) private {
        address first = _firstWith[bounty][content];
        if (first == address(0)) {
            _firstWith[bounty][content] = miner;
        } else if (_submissions[bounty][first].order < _submissions[bounty][miner].order) {
            _setStatus(bounty, miner, Status.Struck, first);
        } else {
            _firstWith[bounty][content] = miner;
            _setStatus(bounty, first, Status.Struck, miner);
        }
    }

    function _setStatus(bytes32 bounty, address miner, Status status, address because) private {
        _submissions[bounty][miner].status = status;
        emit SubmissionChanged(bounty, miner, uint8(status), because);
    }

    function _isJudged(Status status) private pure returns (bool) {
        return status == Status.Standing || status >= Status.Scored;
    }

    function _emitRevealed(bytes32 bounty, address miner, Opening calldata o) private {
        emit Revealed(
            bounty, miner, o.cidPrefix, o.cidDigest, o.cipherRoot, o.plainHash, o.cipherSize, o.plainSize, o.keyCommit
        );
    }
}
