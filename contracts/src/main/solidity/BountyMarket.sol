// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BountyBook} from "./BountyBook.sol";
import {BountyRules} from "./BountyRules.sol";
import {IAccessGrants} from "./interfaces/IAccessGrants.sol";
import {IBountyMarket} from "./interfaces/IBountyMarket.sol";

/// @title BountyMarket
/// @notice What it does and what it assumes is said in IBountyMarket. Here: what users do and how a bounty goes on.
contract BountyMarket is IBountyMarket, BountyBook {
    uint256 private constant MILLION = 1_000_000;
    uint256 private constant MAX_SUBMISSIONS = 64;
    uint8 private constant TRAIN = 1;
    uint8 private constant SAMPLE = 0;
    uint8 private constant DRAW = 1;
    uint32 private constant INVALID = type(uint32).max;
    uint32 private constant UNDECIDED = type(uint32).max - 2;

    /// @dev Places of the windows in the packed word of BountyRules.
    uint256 private constant SEED_WINDOW = 0;
    uint256 private constant SAMPLE_WINDOW = 1;
    uint256 private constant OPEN_WINDOW = 2;
    uint256 private constant REVEAL_WINDOW = 3;
    uint256 private constant SCORING_WINDOW = 4;
    uint256 private constant SCORE_REVEAL_WINDOW = 5;
    uint256 private constant CHALLENGE_WINDOW = 6;
    uint256 private constant DELIVERY_WINDOW = 7;
    uint256 private constant PUBLISH_WINDOW = 8;

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
    )
        BountyBook(
            vault_,
            registry_,
            grants_,
            actors_,
            panel_,
            finalityGap_,
            minWindow_,
            maxWindow_,
            openingFee_,
            minSeatFee_,
            minEvaluationFee_
        )
    {}

    // ---------------------------------------------------------------- researcher

    /// @inheritdoc IBountyMarket
    function open(Terms calldata terms, Windows calldata windows, DatasetTerm[] calldata datasets)
        external
        returns (bytes32 bounty)
    {
        uint256 expected = nonceOf[msg.sender]++;
        if (terms.nonce != expected) revert WrongNonce(msg.sender, expected, terms.nonce);
        bounty = bountyId(msg.sender, terms.nonce, terms.specHash);
        _keep(bounty, terms, windows, datasets);
        _enter(bounty, State.Sampled, block.timestamp + windows.seed);
        vault.fundPot(bounty, ETHER, msg.sender, terms.reward + terms.panelFee + openingFee);
        panel.requestSeed(bounty, SAMPLE, uint64(block.timestamp));
    }

    /// @inheritdoc IBountyMarket
    function revealSample(
        bytes32 bounty,
        uint32 first,
        bytes32[] calldata sampleHashes,
        bytes32[] calldata salts,
        bytes32[] calldata proofs
    ) external {
        _requireState(bounty, State.Sampled);
        BountyState storage b = _bounties[bounty];
        if (first != b.sampleRevealed) revert WrongBatch(b.sampleRevealed, first);
        if (sampleHashes.length == 0 || sampleHashes.length > b.sampleCount - first) {
            revert BadBatch(sampleHashes.length, salts.length, proofs.length);
        }
        uint32[] memory indices = _sampleIndices(bounty, first, sampleHashes.length);
        rules.checkSamples(_testOf(bounty), indices, sampleHashes, salts, proofs);
        b.sampleRevealed = first + uint32(sampleHashes.length);
        emit SampleRevealed(bounty, first, indices, sampleHashes, salts);
        if (b.sampleRevealed == b.sampleCount) {
            b.commitDeadline = uint64(block.timestamp) + _window(bounty, OPEN_WINDOW);
            _enter(bounty, State.Open, b.commitDeadline + finalityGap);
        }
    }

    /// @inheritdoc IBountyMarket
    function cancel(bytes32 bounty) external {
        _requireResearcher(bounty);
        _requireState(bounty, State.Sampled);
        _end(bounty, State.Cancelled, false, false);
    }

    /// @inheritdoc IBountyMarket
    function complain(bytes32 bounty) external {
        _requireResearcher(bounty);
        _requireState(bounty, State.Delivering);
        BountyState storage b = _bounties[bounty];
        if (b.complained) revert AlreadyComplained(bounty);
        b.complained = true;
        uint256 bond = _complaintBond(bounty);
        emit Complained(bounty, bond);
        _enter(bounty, State.Delivering, block.timestamp + _window(bounty, PUBLISH_WINDOW));
        vault.fundPot(bounty, ETHER, msg.sender, bond);
    }

    // ---------------------------------------------------------------- miners

    /// @inheritdoc IBountyMarket
    function commit(bytes32 bounty, bytes32 commitHash) external {
        _requireState(bounty, State.Open);
        BountyState storage b = _bounties[bounty];
        if (block.timestamp >= b.commitDeadline) revert CommitsClosed(bounty);
        if (commitHash == 0) revert EmptyTerm("commitHash");
        if (msg.sender == b.researcher || _ownedWhenOpened(bounty, msg.sender)) {
            revert PartyCannotCommit(bounty, msg.sender);
        }

        Submission storage s = _submissions[bounty][msg.sender];
        bool isNew = s.status == Status.None;
        if (isNew) {
            if (b.submissions == MAX_SUBMISSIONS) revert TooManySubmissions(MAX_SUBMISSIONS);
            s.status = Status.Committed;
            s.slot = b.submissions++;
            _miners[bounty].push(msg.sender);
        }
        s.commitHash = commitHash;
        s.committedAt = uint64(block.timestamp);
        s.order = ++_commits[bounty];
        (s.pool, s.poolFeeBps) = actors.poolOf(msg.sender);
        emit Committed(bounty, msg.sender, s.slot, s.order, commitHash, s.pool, s.poolFeeBps);
        if (isNew) {
            vault.fundPot(bounty, ETHER, msg.sender, uint256(_terms[bounty].stake) + _terms[bounty].evaluationFee);
        }
    }

    /// @inheritdoc IBountyMarket
    function reveal(bytes32 bounty, Opening calldata opening, IAccessGrants.Grant[] calldata named) external {
        _requireState(bounty, State.Reveal);
        BountyState storage b = _bounties[bounty];
        Submission storage s = _submissions[bounty][msg.sender];
        if (s.status == Status.None) revert NoCommit(bounty, msg.sender);
        if (s.status != Status.Committed) revert AlreadyRevealed(bounty, msg.sender);
        if (block.timestamp >= b.deadline - finalityGap) revert RevealsClosed(bounty);
        _checkOpening(bounty, s.commitHash, opening);

        s.cidPrefix = opening.cidPrefix;
        s.cidDigest = opening.cidDigest;
        s.cipherRoot = opening.cipherRoot;
        s.cipherSize = opening.cipherSize;
        s.keyCommit = opening.keyCommit;
        emit Revealed(
            bounty,
            msg.sender,
            opening.cidPrefix,
            opening.cidDigest,
            opening.cipherRoot,
            opening.plainHash,
            opening.cipherSize,
            opening.plainSize,
            opening.keyCommit
        );
        bool granted = _recordGrants(bounty, s, named);
        _setStatus(bounty, msg.sender, granted ? Status.Standing : Status.Ungranted, address(0));
        _strikeLater(bounty, keccak256(abi.encode("cid", opening.cidDigest)));
        _strikeLater(bounty, keccak256(abi.encode("plain", opening.plainHash)));
        if (++b.revealed == b.submissions) _enter(bounty, State.Reveal, block.timestamp + finalityGap);
    }

    // ---------------------------------------------------------------- anyone

    /// @inheritdoc IBountyMarket
    function publishKey(bytes32 bounty, bytes32 key) external {
        _requireState(bounty, State.Delivering);
        BountyState storage b = _bounties[bounty];
        if (!b.complained) revert NoComplaint(bounty);
        bytes32 keyCommit = keccak256(abi.encode(block.chainid, address(this), bounty, b.winner, key));
        if (keyCommit != _submissions[bounty][b.winner].keyCommit) revert WrongKey(bounty);
        emit KeyPublished(bounty, b.winner, key);
        _burn(bounty, COMPLAINT_BOND, _complaintBond(bounty));
        _end(bounty, State.Settled, false, false);
    }

    /// @inheritdoc IBountyMarket
    function settle(bytes32 bounty) external {
        if (poke(bounty) != State.Settled) {
            revert NotDue(bounty, _bounties[bounty].state, _bounties[bounty].deadline);
        }
    }

    /// @inheritdoc IBountyMarket
    function refund(bytes32 bounty) external {
        State state = poke(bounty);
        if (state != State.Refunded && state != State.Cancelled) {
            revert NotDue(bounty, state, _bounties[bounty].deadline);
        }
    }

    /// @inheritdoc IBountyMarket
    function poke(bytes32 bounty) public returns (State) {
        BountyState storage b = _bounties[bounty];
        if (b.state == State.None) revert UnknownBounty(bounty);
        while (_step(bounty, b)) {}
        return b.state;
    }

    // ---------------------------------------------------------------- views

    /// @inheritdoc IBountyMarket
    function stateOf(bytes32 bounty) external view returns (BountyState memory) {
        return _bounties[bounty];
    }

    /// @inheritdoc IBountyMarket
    function submissionOf(bytes32 bounty, address miner) external view returns (Submission memory) {
        return _submissions[bounty][miner];
    }

    /// @inheritdoc IBountyMarket
    function minersOf(bytes32 bounty) external view returns (address[] memory) {
        return _miners[bounty];
    }

    /// @inheritdoc IBountyMarket
    function panelTerms(bytes32 bounty)
        external
        view
        returns (uint8 seats, uint8 quorum, uint32 privateCount, uint16 submissions, uint256 seatLock)
    {
        Kept storage t = _terms[bounty];
        BountyState storage b = _bounties[bounty];
        if (b.state == State.None) revert UnknownBounty(bounty);
        seatLock = (uint256(t.reward) + t.quorum - 1) / t.quorum;
        return (t.seats, t.quorum, b.privateCount, b.submissions, seatLock);
    }

    /// @inheritdoc IBountyMarket
    function isParty(bytes32 bounty, address account) external view returns (bool) {
        return account == _bounties[bounty].researcher || _submissions[bounty][account].status != Status.None
            || _grantedLater[bounty][account] || _ownedWhenOpened(bounty, account);
    }

    /// @inheritdoc IBountyMarket
    function sampleIndex(bytes32 seed, uint32 k, uint32 testCount) external view returns (uint32) {
        return rules.sampleIndices(seed, k, 1, testCount)[0];
    }

    /// @inheritdoc IBountyMarket
    function bountyId(address researcher, uint256 nonce, bytes32 specHash) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), researcher, nonce, specHash));
    }

    // ---------------------------------------------------------------- states

    /// @dev One arrow of the diagram, if it is due. Says whether it went.
    function _step(bytes32 bounty, BountyState storage b) private returns (bool) {
        State state = b.state;
        if (state == State.Sampled) return _stepSampled(bounty, b);
        if (state == State.Drawing) return _stepDrawing(bounty, b);
        if (state == State.Scoring) return _stepScoring(bounty, b);
        if (state == State.ScoreReveal) return _stepScoreReveal(bounty, b);
        if (state >= State.Settled || block.timestamp < b.deadline) return false;
        if (state == State.Open) {
            if (b.submissions == 0) return _end(bounty, State.Refunded, false, false);
            return _enter(bounty, State.Reveal, uint256(b.deadline) + _window(bounty, REVEAL_WINDOW) + finalityGap);
        }
        if (state == State.Reveal) {
            if (!_anyStands(bounty)) return _end(bounty, State.Refunded, false, false);
            _enter(bounty, State.Drawing, uint256(b.deadline) + _window(bounty, SEED_WINDOW));
            panel.requestSeed(bounty, DRAW, b.commitDeadline);
            return true;
        }
        if (state == State.Scored) {
            if (b.winner == address(0)) return _end(bounty, State.Refunded, false, false);
            return _enter(bounty, State.Delivering, uint256(b.deadline) + _window(bounty, DELIVERY_WINDOW));
        }
        return b.complained ? _end(bounty, State.Refunded, false, true) : _end(bounty, State.Settled, false, false);
    }

    /// @dev The window for the sample starts at the seed.
    function _stepSampled(bytes32 bounty, BountyState storage b) private returns (bool) {
        (, uint64 drawnAt) = panel.seedOf(bounty, SAMPLE);
        if (drawnAt != 0) {
            uint64 deadline = drawnAt + _window(bounty, SAMPLE_WINDOW);
            if (b.deadline != deadline) return _enter(bounty, State.Sampled, deadline);
        }
        return block.timestamp >= b.deadline && _end(bounty, State.Cancelled, false, false);
    }

    function _stepDrawing(bytes32 bounty, BountyState storage b) private returns (bool) {
        (bool failed, uint8 seats,,) = panel.progressOf(bounty);
        if (failed) return _end(bounty, State.Refunded, true, false);
        if (seats != 0) return _enter(bounty, State.Scoring, block.timestamp + _window(bounty, SCORING_WINDOW));
        if (block.timestamp < b.deadline) return false;
        (address[] memory asked,,,) = panel.contributorsOf(panel.requestId(bounty, DRAW));
        return _end(bounty, State.Refunded, asked.length == 0, false);
    }

    function _stepScoring(bytes32 bounty, BountyState storage b) private returns (bool) {
        (, uint8 seats, uint8 committed,) = panel.progressOf(bounty);
        uint32 window = _window(bounty, SCORE_REVEAL_WINDOW);
        if (committed == seats) return _enter(bounty, State.ScoreReveal, block.timestamp + window);
        if (block.timestamp < b.deadline) return false;
        if (committed < _terms[bounty].quorum) return _end(bounty, State.Refunded, false, false);
        return _enter(bounty, State.ScoreReveal, uint256(b.deadline) + window);
    }

    function _stepScoreReveal(bytes32 bounty, BountyState storage b) private returns (bool) {
        (,, uint8 committed, uint8 revealed) = panel.progressOf(bounty);
        if (revealed != committed && block.timestamp < b.deadline) return false;
        if (!_applyVerdicts(bounty, b)) return _end(bounty, State.Refunded, false, false);
        return _enter(bounty, State.Scored, block.timestamp + _window(bounty, CHALLENGE_WINDOW));
    }

    function _window(bytes32 bounty, uint256 which) private view returns (uint32) {
        return uint32((_windows[bounty] >> (which * 28)) & 0xfffffff);
    }

    /// @dev Says whether any submission got a verdict.
    function _applyVerdicts(bytes32 bounty, BountyState storage b) private returns (bool any) {
        address[] memory miners = _miners[bounty];
        bool[] memory standing = new bool[](miners.length);
        for (uint256 i; i < miners.length; ++i) {
            standing[i] = _submissions[bounty][miners[i]].status == Status.Standing;
        }
        uint32[] memory verdicts = panel.tally(bounty, standing);
        for (uint256 i; i < miners.length; ++i) {
            if (standing[i]) any = _applyVerdict(bounty, b, miners[i], verdicts[i]) || any;
        }
        if (b.winner != address(0)) emit WinnerChosen(bounty, b.winner, b.winnerCount);
    }

    function _applyVerdict(bytes32 bounty, BountyState storage b, address miner, uint32 verdict)
        private
        returns (bool decided)
    {
        Submission storage s = _submissions[bounty][miner];
        decided = verdict < UNDECIDED;
        s.status = decided ? Status.Scored : verdict == INVALID ? Status.Invalid : Status.Undecided;
        s.verdict = verdict;
        bool qualifies = decided && verdict * MILLION >= uint256(_terms[bounty].thresholdMillionths) * b.privateCount;
        emit VerdictGiven(bounty, miner, uint8(s.status), verdict, qualifies);
        if (qualifies && _beats(bounty, b, s.order, verdict)) {
            b.winner = miner;
            b.winnerCount = verdict;
        }
    }

    function _beats(bytes32 bounty, BountyState storage b, uint32 order, uint32 verdict) private view returns (bool) {
        if (b.winner == address(0) || verdict > b.winnerCount) return true;
        return verdict == b.winnerCount && order < _submissions[bounty][b.winner].order;
    }

    // ---------------------------------------------------------------- submissions

    function _checkOpening(bytes32 bounty, bytes32 commitHash, Opening calldata o) private view {
        // flat fields of 32 bytes each: the same as the long list in the interface
        bytes32 opened = keccak256(abi.encode(block.chainid, address(this), bounty, msg.sender, o));
        if (opened != commitHash) revert WrongOpening(bounty, msg.sender);
        uint64 limit = _terms[bounty].maxCipherSize;
        if (o.cipherSize > limit) revert TooLarge(o.cipherSize, limit);
        if (o.plainSize > limit) revert TooLarge(o.plainSize, limit);
        if (o.cidDigest == 0) revert EmptyTerm("cidDigest");
    }

    /// @dev Says whether every required dataset has a live grant as of the commit.
    function _recordGrants(bytes32 bounty, Submission storage s, IAccessGrants.Grant[] calldata named)
        private
        returns (bool granted)
    {
        DatasetTerm[] storage datasets = _datasets[bounty];
        if (named.length != datasets.length) revert WrongGrantCount(datasets.length, named.length);
        granted = true;
        uint16 held;
        bytes32[] memory ids = new bytes32[](named.length);
        for (uint256 i; i < named.length; ++i) {
            DatasetTerm storage d = datasets[i];
            if (named[i].grantor != address(0)) ids[i] = grants.grantId(named[i]);
            if (grants.checkAt(named[i], msg.sender, d.asset, d.version, TRAIN, s.committedAt)) {
                held |= uint16(1 << i);
                _noteGrantor(bounty, i, named[i].grantor);
            } else if (d.required) {
                granted = false;
            }
        }
        s.held = held;
        emit GrantsNamed(bounty, msg.sender, ids, held);
    }

    function _noteGrantor(bytes32 bounty, uint256 dataset, address grantor) private {
        if (grantor == _owners[bounty][dataset]) return;
        _laterGrantors[bounty][msg.sender][dataset] = grantor;
        _grantedLater[bounty][grantor] = true;
    }

    /// @dev Of two with the same content the earlier commit stands, whatever the order of reveals: the earliest one
    /// seen so far is remembered, struck or not, and every other is struck.
    function _strikeLater(bytes32 bounty, bytes32 content) private {
        address first = _firstWith[bounty][content];
        if (first == address(0)) {
            _firstWith[bounty][content] = msg.sender;
        } else if (_submissions[bounty][first].order < _submissions[bounty][msg.sender].order) {
            _setStatus(bounty, msg.sender, Status.Struck, first);
        } else {
            _firstWith[bounty][content] = msg.sender;
            _setStatus(bounty, first, Status.Struck, msg.sender);
        }
    }

    function _setStatus(bytes32 bounty, address miner, Status status, address because) private {
        _submissions[bounty][miner].status = status;
        emit SubmissionChanged(bounty, miner, uint8(status), because);
    }

    function _anyStands(bytes32 bounty) private view returns (bool) {
        address[] memory miners = _miners[bounty];
        for (uint256 i; i < miners.length; ++i) {
            if (_submissions[bounty][miners[i]].status == Status.Standing) return true;
        }
        return false;
    }

    /// @dev Not who owns it now: a token can be sent to anyone against his will, which would shut him out.
    function _ownedWhenOpened(bytes32 bounty, address account) private view returns (bool) {
        address[] storage owners = _owners[bounty];
        for (uint256 i; i < owners.length; ++i) {
            if (owners[i] == account) return true;
        }
        return false;
    }

    function _sampleIndices(bytes32 bounty, uint32 first, uint256 count) private view returns (uint32[] memory) {
        (bytes32 seed, uint64 drawnAt) = panel.seedOf(bounty, SAMPLE);
        if (drawnAt == 0) revert SeedMissing(bounty);
        return rules.sampleIndices(seed, first, count, _terms[bounty].testCount);
    }

    function _testOf(bytes32 bounty) private view returns (BountyRules.Test memory) {
        Kept storage t = _terms[bounty];
        return BountyRules.Test(_bounties[bounty].researcher, t.nonce, t.testRoot, t.testCount);
    }

    // ---------------------------------------------------------------- guards and events

    function _requireState(bytes32 bounty, State wanted) private {
        State state = poke(bounty);
        if (state != wanted) revert WrongState(bounty, state);
    }

    function _requireResearcher(bytes32 bounty) private view {
        if (msg.sender != _bounties[bounty].researcher) revert NotResearcher(bounty, msg.sender);
    }

    function _emitWindows(bytes32 bounty, Windows calldata windows) private {
        emit BountyWindows(
            bounty,
            windows.seed,
            windows.sample,
            windows.open,
            windows.reveal,
            windows.scoring,
            windows.scoreReveal,
            windows.challenge,
            windows.delivery,
            windows.publish
        );
    }

    function _keep(bytes32 bounty, Terms calldata terms, Windows calldata windows, DatasetTerm[] calldata datasets)
        private
    {
        (address[] memory owners, uint32 samples, uint256 packed) = rules.check(terms, windows, datasets);
        _windows[bounty] = packed;
        BountyState storage b = _bounties[bounty];
        b.researcher = msg.sender;
        b.sampleCount = samples;
        b.privateCount = terms.testCount - samples;
        _keepTerms(bounty, terms);
        _emitTerms(bounty, terms, b.privateCount);
        _emitWindows(bounty, windows);
        _keepDatasets(bounty, datasets, owners);
    }

    /// @dev Only what the code needs later; the rest is in the events.
    function _keepTerms(bytes32 bounty, Terms calldata t) private {
        Kept storage k = _terms[bounty];
        k.platform = t.platform;
        k.testCount = t.testCount;
        k.thresholdMillionths = t.thresholdMillionths;
        k.seats = t.seats;
        k.quorum = t.quorum;
        k.ownersBps = t.ownersBps;
        k.platformBps = t.platformBps;
        k.maxCipherSize = t.maxCipherSize;
        k.nonce = uint128(t.nonce);
        k.testRoot = t.testRoot;
        k.reward = uint128(t.reward);
        k.panelFee = uint128(t.panelFee);
        k.stake = uint128(t.stake);
        k.evaluationFee = uint128(t.evaluationFee);
    }

    function _keepDatasets(bytes32 bounty, DatasetTerm[] calldata datasets, address[] memory owners) private {
        for (uint256 i; i < datasets.length; ++i) {
            DatasetTerm calldata d = datasets[i];
            _datasets[bounty].push(d);
            emit DatasetListed(bounty, d.asset, owners[i], uint16(i), d.version, d.weight, d.required);
        }
        _owners[bounty] = owners;
    }

    function _emitTerms(bytes32 bounty, Terms calldata t, uint32 privateCount) private {
        emit BountyOpened(
            bounty, msg.sender, t.nonce, t.specHash, t.specCidPrefix, t.specCidDigest, t.recipient, t.platform
        );
        emit BountyMoney(
            bounty, t.reward, t.panelFee, openingFee, t.stake, t.evaluationFee, t.minerBps, t.ownersBps, t.platformBps
        );
        emit BountyTest(
            bounty,
            t.testRoot,
            t.testCount,
            privateCount,
            t.testKeyCommit,
            t.thresholdMillionths,
            t.seats,
            t.quorum,
            t.maxCipherSize
        );
    }
}
