// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {BountyRules} from "./BountyRules.sol";
import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IBountyMarket} from "./interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "./interfaces/IEvaluationPanel.sol";
import {IPayouts} from "./interfaces/IPayouts.sol";
import {ISeedBeacon} from "./interfaces/ISeedBeacon.sol";
import {ISubmissions} from "./interfaces/ISubmissions.sol";
import {BountyTerms} from "./libraries/BountyTerms.sol";

/// @title BountyMarket
/// @notice What it does and what it assumes is said in IBountyMarket. Here: what users do and how a bounty goes on.
contract BountyMarket is ERC2771Context, IBountyMarket {
    using BountyTerms for BountyTerms.Kept;
    using BountyTerms for address;

    uint256 private constant BPS = 10_000;
    uint8 private constant SAMPLE = 0;
    uint8 private constant FIRST_DRAW = 1;
    uint8 private constant MAX_REFILLS = 2;

    /// @dev Places of the windows in the terms.
    uint256 private constant SEED_WINDOW = BountyTerms.SEED_WINDOW;
    uint256 private constant SAMPLE_WINDOW = 1;
    uint256 private constant OPEN_WINDOW = 2;
    uint256 private constant REVEAL_WINDOW = 3;
    uint256 private constant SCORING_WINDOW = 4;
    uint256 private constant SCORE_REVEAL_WINDOW = 5;
    uint256 private constant CHALLENGE_WINDOW = 6;
    uint256 private constant DELIVERY_WINDOW = 7;
    uint256 private constant PUBLISH_WINDOW = 8;

    IAssetRegistry public immutable registry;
    ISubmissions public immutable submissions;
    IEvaluationPanel public immutable panel;
    ISeedBeacon public immutable beacon;
    IPayouts public immutable payouts;
    BountyRules public immutable rules;
    uint32 public immutable finalityGap;

    mapping(address researcher => uint256) public nonceOf;
    mapping(bytes32 bounty => BountyState) private _bounties;

    constructor(
        address relay_,
        address registry_,
        address rules_,
        address submissions_,
        address panel_,
        address beacon_,
        address payouts_,
        uint32 finalityGap_
    ) ERC2771Context(relay_) {
        registry = IAssetRegistry(registry_);
        rules = BountyRules(rules_);
        submissions = ISubmissions(submissions_);
        panel = IEvaluationPanel(panel_);
        beacon = ISeedBeacon(beacon_);
        payouts = IPayouts(payouts_);
        finalityGap = finalityGap_;
    }

    // ---------------------------------------------------------------- researcher

    /// @inheritdoc IBountyMarket
    function open(
        Terms calldata terms,
        Windows calldata windows,
        DatasetTerm[] calldata datasets,
        Extras calldata extras
    ) external returns (bytes32 bounty) {
        address researcher = _msgSender();
        uint256 expected = nonceOf[researcher]++;
        if (terms.nonce != expected) revert WrongNonce(researcher, expected, terms.nonce);
        bounty = bountyId(researcher, terms.nonce, terms.specHash);
        BountyState storage b = _bounties[bounty];
        b.code = rules.keep(researcher, terms, windows, datasets, extras);
        _emitTerms(bounty, researcher, terms);
        _emitWindows(bounty, windows);
        _emitDatasets(bounty, b.code, datasets.length);
        if (extras.milestones.length + extras.evaluators.length != 0 || extras.byContribution) {
            _emitExtras(bounty, extras);
        }
        _enter(bounty, b, State.Sampled, block.timestamp + windows.seed);
        payouts.lockOpening(bounty);
        if (beacon.request(bounty, SAMPLE, uint64(block.timestamp), windows.seed) == 0) {
            revert ISeedBeacon.NoContributors();
        }
    }

    /// @inheritdoc IBountyMarket
    function revealSample(bytes32 bounty, SampleBatch calldata batch) external {
        BountyState storage b = _in(bounty, State.Sampled);
        uint256 length = batch.order.length;
        if (batch.first != b.sampleRevealed) revert WrongBatch(b.sampleRevealed, batch.first);
        if (length == 0 || length > b.code.samples() - batch.first) {
            revert BadBatch(length, batch.sampleHashes.length, batch.salts.length);
        }
        // the batch goes on as it came: to encode it anew would cost more than to check it
        Address.functionStaticCall(address(rules), bytes.concat(BountyRules.checkSamples.selector, msg.data[4:]));
        b.sampleRevealed = batch.first + uint32(length);
        emit SampleRevealed(bounty, batch.first, batch.sampleHashes);
        if (b.sampleRevealed == b.code.samples()) {
            b.commitDeadline = uint40(block.timestamp + b.code.window(OPEN_WINDOW));
            _enter(bounty, b, State.Open, uint256(b.commitDeadline) + finalityGap);
        }
    }

    /// @inheritdoc IBountyMarket
    function cancel(bytes32 bounty) external {
        BountyState storage b = _in(bounty, State.Sampled);
        _requireResearcher(bounty, b);
        beacon.abandon(bounty, SAMPLE);
        _end(bounty, b, State.Cancelled, false);
    }

    /// @inheritdoc IBountyMarket
    function publishTestKey(bytes32 bounty, bytes32 key) external {
        BountyState storage b = _in(bounty, State.Scoring);
        if (b.testKey != TestKey.Asked) revert TestKeyNotAsked(bounty);
        BountyTerms.Kept memory t = b.code.read();
        bytes32 keyCommit = keccak256(abi.encode(block.chainid, address(this), t.researcher, uint256(t.nonce), key));
        if (keyCommit != t.testKeyCommit) revert WrongKey(bounty);
        b.testKey = TestKey.Published;
        emit TestKeyPublished(bounty, key);
        panel.restart(bounty);
        _enter(bounty, b, State.Scoring, block.timestamp + t.window(SCORING_WINDOW));
    }

    /// @inheritdoc IBountyMarket
    function complain(bytes32 bounty) external {
        BountyState storage b = _in(bounty, State.Delivering);
        _requireResearcher(bounty, b);
        if (b.complained) revert AlreadyComplained(bounty);
        b.complained = true;
        _enter(bounty, b, State.Delivering, block.timestamp + _window(b, PUBLISH_WINDOW));
        emit Complained(bounty, payouts.lockComplaint(bounty));
    }

    // ---------------------------------------------------------------- anyone

    /// @inheritdoc IBountyMarket
    function challenge(bytes32 bounty) external {
        BountyState storage b = _in(bounty, State.Scored);
        b.challenger = _msgSender();
        _enter(bounty, b, State.Drawing, block.timestamp + _window(b, SEED_WINDOW));
        emit Challenged(bounty, b.challenger, payouts.lockChallenge(bounty, b.challenger));
        panel.begin(bounty, true);
    }

    /// @inheritdoc IBountyMarket
    function publishKey(bytes32 bounty, bytes32 key) external {
        BountyState storage b = _in(bounty, State.Delivering);
        if (!b.complained) revert NoComplaint(bounty);
        bytes32 keyCommit = keccak256(abi.encode(block.chainid, address(this), bounty, b.winner, key));
        if (keyCommit != submissions.submissionOf(bounty, b.winner).commitment) revert WrongKey(bounty);
        emit KeyPublished(bounty, b.winner, key);
        payouts.burnComplaint(bounty);
        _end(bounty, b, State.Settled, false);
    }

    /// @inheritdoc IBountyMarket
    function settle(bytes32 bounty) external {
        State state = poke(bounty);
        if (state != State.Settled) revert NotDue(bounty, state, _bounties[bounty].deadline);
    }

    /// @inheritdoc IBountyMarket
    function refund(bytes32 bounty) external {
        State state = poke(bounty);
        if (state < State.Refunded) revert NotDue(bounty, state, _bounties[bounty].deadline);
    }

    /// @inheritdoc IBountyMarket
    function poke(bytes32 bounty) public returns (State) {
        BountyState storage b = _known(bounty);
        while (_step(bounty, b)) {}
        return b.state;
    }

    /// @inheritdoc IBountyMarket
    function current(bytes32 bounty) external returns (State, address, uint40, uint40, bool) {
        BountyState storage b = _known(bounty);
        if (block.timestamp >= b.deadline) poke(bounty);
        return (b.state, b.code, b.deadline, b.commitDeadline, b.allRevealed);
    }

    // ---------------------------------------------------------------- views

    /// @inheritdoc IBountyMarket
    function stateOf(bytes32 bounty) external view returns (BountyState memory) {
        return _bounties[bounty];
    }

    /// @inheritdoc IBountyMarket
    function termsOf(bytes32 bounty)
        external
        view
        returns (BountyTerms.Kept memory terms, BountyTerms.Dataset[] memory datasets)
    {
        address code = _known(bounty).code;
        terms = code.read();
        datasets = new BountyTerms.Dataset[](terms.datasets);
        for (uint256 i; i < datasets.length; ++i) {
            datasets[i] = code.dataset(i);
        }
    }

    /// @inheritdoc IBountyMarket
    function codeOf(bytes32 bounty) external view returns (address code, uint40 commitDeadline) {
        BountyState storage b = _known(bounty);
        return (b.code, b.commitDeadline);
    }

    /// @inheritdoc IBountyMarket
    function namedEvaluators(bytes32 bounty) external view returns (address[] memory) {
        address code = _known(bounty).code;
        return code.namedEvaluators(code.read());
    }

    /// @inheritdoc IBountyMarket
    function earnedBps(bytes32 bounty, uint8 reached) public view returns (uint256 bps) {
        address code = _known(bounty).code;
        BountyTerms.Kept memory t = code.read();
        if (reached == 0) return 0;
        bps = BPS;
        for (uint256 i = reached; i < t.milestones; ++i) {
            (, uint16 unearned) = code.furtherMilestone(t, i - 1);
            bps -= unearned;
        }
    }

    /// @inheritdoc IBountyMarket
    function isParty(bytes32 bounty, address account) external view returns (bool) {
        BountyState storage b = _bounties[bounty];
        return
            account == b.challenger || b.code.isParty(b.code.read(), account) || submissions.isInvolved(bounty, account);
    }

    /// @inheritdoc IBountyMarket
    function sampleOf(bytes32 bounty) external view returns (address code, bytes32 seed) {
        uint64 drawnAt;
        (seed, drawnAt) = beacon.seedOf(bounty, SAMPLE);
        if (drawnAt == 0) revert SeedMissing(bounty);
        code = _bounties[bounty].code;
    }

    /// @inheritdoc IBountyMarket
    function sampleIndex(bytes32 seed, uint32 k, uint32 testCount) external view returns (uint32) {
        return rules.sampleIndex(seed, k, testCount);
    }

    /// @inheritdoc IBountyMarket
    function openingFee() external view returns (uint256) {
        return payouts.openingFee();
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
        if (state == State.Reveal) return _stepReveal(bounty, b);
        if (state >= State.Settled || block.timestamp < b.deadline) return false;
        if (state == State.Open) return _stepOpen(bounty, b);
        if (state == State.Scored) return _finalize(bounty, b, b.deadline);
        return _end(bounty, b, b.complained ? State.Refunded : State.Settled, false);
    }

    /// @dev The window for the sample starts at the seed.
    function _stepSampled(bytes32 bounty, BountyState storage b) private returns (bool) {
        (ISeedBeacon.Status seed, uint256 time) = beacon.advance(bounty, SAMPLE);
        if (seed == ISeedBeacon.Status.Failed) return _end(bounty, b, State.Cancelled, true);
        uint256 deadline = seed == ISeedBeacon.Status.Drawn ? time + _window(b, SAMPLE_WINDOW) : time;
        if (b.deadline != deadline) return _enter(bounty, b, State.Sampled, deadline);
        return block.timestamp >= deadline && _end(bounty, b, State.Cancelled, false);
    }

    function _stepOpen(bytes32 bounty, BountyState storage b) private returns (bool) {
        (uint16 committed,) = submissions.slotsOf(bounty);
        if (committed == 0) return _end(bounty, b, State.Refunded, false);
        return _enter(bounty, b, State.Reveal, uint256(b.deadline) + _window(b, REVEAL_WINDOW) + finalityGap);
    }

    /// @dev When all have revealed only the gap is left to wait for.
    function _stepReveal(bytes32 bounty, BountyState storage b) private returns (bool) {
        (uint16 committed, uint16 revealed) = submissions.slotsOf(bounty);
        if (block.timestamp < b.deadline) {
            if (b.allRevealed || revealed != committed) return false;
            b.allRevealed = true;
            uint256 sooner = block.timestamp + finalityGap;
            return sooner < b.deadline && _enter(bounty, b, State.Reveal, sooner);
        }
        if (!submissions.anyStands(bounty)) return _end(bounty, b, State.Refunded, false);
        _enter(bounty, b, State.Drawing, block.timestamp + _window(b, SEED_WINDOW));
        panel.begin(bounty, false);
        return true;
    }

    function _stepDrawing(bytes32 bounty, BountyState storage b) private returns (bool) {
        IEvaluationPanel.Progress memory p = panel.progressOf(bounty);
        (ISeedBeacon.Status seed, uint64 time) = beacon.advance(bounty, FIRST_DRAW + p.round);
        if (seed == ISeedBeacon.Status.Waiting) {
            return b.deadline != time && _enter(bounty, b, State.Drawing, time);
        }
        if (seed == ISeedBeacon.Status.Drawn && panel.seat(bounty)) {
            return _enter(bounty, b, State.Scoring, block.timestamp + _window(b, SCORING_WINDOW));
        }
        if (p.stage == 0 && p.round == 0) return _end(bounty, b, State.Refunded, true);
        return _conclude(bounty, b, p);
    }

    function _stepScoring(bytes32 bounty, BountyState storage b) private returns (bool) {
        IEvaluationPanel.Progress memory p = panel.progressOf(bounty);
        // who scores after all needs no key; a question left open would end a later round or the challenge
        if (b.testKey == TestKey.Asked && (p.roundRevealed == p.seats || p.committed == p.seats)) {
            b.testKey = TestKey.NotAsked;
            panel.restart(bounty);
        }
        if (p.roundRevealed == p.seats) return _conclude(bounty, b, p);
        uint32 window = _window(b, SCORE_REVEAL_WINDOW);
        if (p.committed == p.seats) return _enter(bounty, b, State.ScoreReveal, block.timestamp + window);
        if (p.reports != 0 && p.stage == 0 && b.testKey != TestKey.Asked && p.reports > p.size - _quorum(b)) {
            if (b.testKey == TestKey.Published) return _end(bounty, b, State.Defaulted, false);
            b.testKey = TestKey.Asked;
            _enter(bounty, b, State.Scoring, block.timestamp + _window(b, PUBLISH_WINDOW));
            emit TestKeyAsked(bounty, b.deadline);
            return true;
        }
        if (block.timestamp < b.deadline) return false;
        if (b.testKey == TestKey.Asked) return _end(bounty, b, State.Defaulted, false);
        return _enter(bounty, b, State.ScoreReveal, uint256(b.deadline) + window);
    }

    function _stepScoreReveal(bytes32 bounty, BountyState storage b) private returns (bool) {
        IEvaluationPanel.Progress memory p = panel.progressOf(bounty);
        if (p.roundRevealed != p.committed && block.timestamp < b.deadline) return false;
        return _conclude(bounty, b, p);
    }

    /// @dev All that a round of scoring could bring is there: verdicts, a refill, or the end.
    function _conclude(bytes32 bounty, BountyState storage b, IEvaluationPanel.Progress memory p)
        private
        returns (bool)
    {
        (uint32[] memory verdicts, bool undecided) = panel.verdictsOf(bounty);
        if (p.stage == 1) return _concludeChallenge(bounty, b, verdicts);
        if (undecided && p.round < MAX_REFILLS && p.revealed < p.size && b.state != State.Drawing) {
            _enter(bounty, b, State.Drawing, block.timestamp + _window(b, SEED_WINDOW));
            panel.refill(bounty);
            return true;
        }
        if (!_judge(bounty, b, verdicts)) return _end(bounty, b, State.Refunded, false);
        return _enter(bounty, b, State.Scored, block.timestamp + _window(b, CHALLENGE_WINDOW));
    }

    function _concludeChallenge(bytes32 bounty, BountyState storage b, uint32[] memory verdicts)
        private
        returns (bool)
    {
        (address winner, uint8 reached) = (b.winner, b.reached);
        _judge(bounty, b, verdicts);
        b.overturned = b.winner != winner || b.reached != reached;
        emit ChallengeEnded(bounty, b.overturned);
        return _finalize(bounty, b, block.timestamp);
    }

    /// @dev Says whether any submission got a verdict.
    function _judge(bytes32 bounty, BountyState storage b, uint32[] memory verdicts) private returns (bool) {
        ISubmissions.Best memory best = submissions.judge(bounty, b.code, verdicts);
        bool isNews = best.miner != b.winner;
        (b.winner, b.winnerCount, b.reached) = (best.miner, best.count, best.reached);
        if (isNews) emit WinnerChosen(bounty, best.miner, best.count);
        return best.anyScored;
    }

    function _finalize(bytes32 bounty, BountyState storage b, uint256 from) private returns (bool) {
        if (b.winner == address(0)) return _end(bounty, b, State.Refunded, false);
        return _enter(bounty, b, State.Delivering, from + _window(b, DELIVERY_WINDOW));
    }

    function _enter(bytes32 bounty, BountyState storage b, State state, uint256 deadline) private returns (bool) {
        b.state = state;
        b.deadline = uint40(deadline);
        emit StateChanged(bounty, uint8(state), uint64(deadline));
        return true;
    }

    function _end(bytes32 bounty, BountyState storage b, State state, bool openingBack) private returns (bool) {
        bool keyWithheld = b.state == State.Delivering && state == State.Refunded;
        _enter(bounty, b, state, 0);
        uint256 earned = state == State.Settled ? earnedBps(bounty, b.reached) : 0;
        payouts.finish(
            IPayouts.Ending(
                bounty, b.code, b.winner, b.challenger, b.overturned, state, openingBack, keyWithheld, earned
            )
        );
        if (state == State.Settled) _registerModel(bounty, b);
        return true;
    }

    function _registerModel(bytes32 bounty, BountyState storage b) private {
        ISubmissions.Submission memory s = submissions.submissionOf(bounty, b.winner);
        BountyTerms.Kept memory t = b.code.read();
        IAssetRegistry.VersionSpec memory first =
            IAssetRegistry.VersionSpec(s.cidPrefix, s.cidDigest, s.cipherRoot, 0, s.cipherSize, 0);
        bytes32 model = registry.registerModel(t.researcher, bounty, first, _parents(b.code, t, s.held));
        emit ModelSettled(bounty, model);
    }

    function _parents(address code, BountyTerms.Kept memory t, uint16 held)
        private
        view
        returns (bytes32[] memory parents)
    {
        parents = new bytes32[](t.datasets);
        uint256 n;
        for (uint256 i; i < t.datasets; ++i) {
            if ((held >> i) & 1 == 1) parents[n++] = code.dataset(i).asset;
        }
        assembly ("memory-safe") {
            mstore(parents, n)
        }
    }

    // ---------------------------------------------------------------- guards and events

    function _known(bytes32 bounty) private view returns (BountyState storage b) {
        b = _bounties[bounty];
        if (b.state == State.None) revert UnknownBounty(bounty);
    }

    function _in(bytes32 bounty, State wanted) private returns (BountyState storage) {
        State state = poke(bounty);
        if (state != wanted) revert WrongState(bounty, state);
        return _bounties[bounty];
    }

    function _requireResearcher(bytes32 bounty, BountyState storage b) private view {
        if (_msgSender() != b.code.researcher()) revert NotResearcher(bounty, _msgSender());
    }

    function _quorum(BountyState storage b) private view returns (uint8) {
        return b.code.read().quorum;
    }

    function _window(BountyState storage b, uint256 which) private view returns (uint32) {
        return b.code.window(which);
    }

    function _emitTerms(bytes32 bounty, address researcher, Terms calldata t) private {
        emit BountyOpened(
            bounty, researcher, t.nonce, t.specHash, t.specCidPrefix, t.specCidDigest, t.recipient, t.platform
        );
        emit BountyMoney(
            bounty,
            t.token,
            t.reward,
            t.panelFee,
            payouts.openingFee(),
            t.stake,
            t.evaluationFee,
            t.seatLock,
            t.minerBps,
            t.ownersBps,
            t.platformBps
        );
        emit BountyTest(
            bounty,
            t.testRoot,
            t.testCount,
            t.testCount - BountyTerms.sampleCount(t.testCount),
            t.testKeyCommit,
            t.thresholdMillionths,
            t.seats,
            t.quorum,
            t.maxCipherSize
        );
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

    function _emitExtras(bytes32 bounty, Extras calldata extras) private {
        uint32[] memory thresholds = new uint32[](extras.milestones.length);
        uint16[] memory rewardBps = new uint16[](extras.milestones.length);
        for (uint256 i; i < thresholds.length; ++i) {
            (thresholds[i], rewardBps[i]) = (extras.milestones[i].thresholdMillionths, extras.milestones[i].rewardBps);
        }
        emit BountyExtras(bounty, thresholds, rewardBps, extras.evaluators, extras.byContribution);
    }

    function _emitDatasets(bytes32 bounty, address code, uint256 count) private {
        for (uint256 i; i < count; ++i) {
            BountyTerms.Dataset memory d = code.dataset(i);
            emit DatasetListed(bounty, d.asset, d.owner, uint16(i), d.version, d.weight, d.required);
        }
    }
}
