// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IBountyMarket} from "./interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "./interfaces/IEvaluationPanel.sol";
import {ISeedBeacon} from "./interfaces/ISeedBeacon.sol";
import {ISubmissions} from "./interfaces/ISubmissions.sol";
import {BountyTerms} from "./libraries/BountyTerms.sol";
import {Counts} from "./libraries/Counts.sol";
import {Median} from "./libraries/Median.sol";
import {TicketDraw} from "./libraries/TicketDraw.sol";

/// @title EvaluationPanel
/// @notice What it does and what it assumes is said in IEvaluationPanel.
contract EvaluationPanel is ERC2771Context, EIP712, IEvaluationPanel {
    using TicketDraw for TicketDraw.Draw;
    using Counts for bytes;
    using BountyTerms for BountyTerms.Kept;
    using BountyTerms for address;

    bytes32 private constant SCORES_TYPEHASH =
        keccak256("Scores(bytes32 bounty,uint8 round,address[] seats,uint32[] counts,uint64 deadline)");
    uint8 private constant FIRST_DRAW = 1;
    uint8 private constant CHALLENGE_ROUND = 3;
    uint256 private constant ROLLS_EACH = 5;

    uint32 private constant INVALID = type(uint32).max;
    uint32 private constant UNDECIDED = type(uint32).max - 2;

    uint32 private constant WHOLE = 10_000;
    uint256 private constant SHARE_BITS = 16;

    uint256 private constant LIE_DIVISOR = 10;
    uint256 private constant SILENT_DIVISOR = 10;
    uint256 private constant ABSENT_DIVISOR = 50;
    uint8 private constant LIE = 1;
    uint8 private constant SILENT = 2;
    uint8 private constant ABSENT = 3;
    uint8 private constant KEY_WITHHELD = 4;

    /// @param round drawn in
    /// @param reportedPlus one more than the restarts before its report; 0 for none
    /// @param shares in 10 000, by slot; 16 bits for each dataset, the first lowest
    struct Seat {
        address evaluator;
        uint8 round;
        bool revealed;
        uint8 reportedPlus;
        uint64 unopened;
        bytes32 commitHash;
        bytes counts;
        mapping(uint256 slot => uint256) shares;
    }

    /// @param places ticket places when the draw's seed was asked for: a place more or less is another draw, so nobody
    /// may add one who knows the seed
    /// @param count of all seats, those of earlier rounds too
    /// @param signed when all seats signed together (isSigned): their counts, in the order of the seats
    struct Stage {
        uint8 round;
        uint8 size;
        uint8 quorum;
        uint8 seats;
        uint8 committed;
        uint8 roundRevealed;
        uint8 revealed;
        uint8 reports;
        uint8 restarts;
        uint32 places;
        uint8 count;
        bool isSigned;
        bool isChallenged;
        mapping(uint256 index => Seat) seated;
        bytes signed;
    }

    /// @dev What a tally needs at hand; lives in memory only.
    struct Tally {
        uint256 marksToVoid;
        uint256 quorum;
        uint256 groups;
        uint32 privateCount;
        bytes[] counts;
    }

    /// @dev Whom a draw looks for; lives in memory only.
    struct Search {
        bytes32 bounty;
        address[] named;
        uint40 commitDeadline;
        uint256 seatLock;
    }

    /// @dev What the seats of a bounty are judged by; lives in memory only.
    struct Judgement {
        bytes32 bounty;
        address heir;
        bool keyWithheld;
        bool isDefaulted;
        uint256 winnerSlot;
        uint256 groups;
        uint32 privateCount;
        uint256 seatLock;
        uint32[] verdicts;
    }

    IBountyMarket public immutable market;
    ISubmissions public immutable submissions;
    address public immutable payouts;
    IActorRegistry public immutable actors;
    ISeedBeacon public immutable beacon;

    mapping(bytes32 bounty => Stage) private _panels;
    mapping(bytes32 bounty => Stage) private _challenges;

    modifier onlyMarket() {
        if (msg.sender != address(market)) revert NotMarket(msg.sender);
        _;
    }

    constructor(
        address relay_,
        address market_,
        address submissions_,
        address payouts_,
        address actors_,
        address beacon_
    ) ERC2771Context(relay_) EIP712("AssayEvaluationPanel", "1") {
        market = IBountyMarket(market_);
        submissions = ISubmissions(submissions_);
        payouts = payouts_;
        actors = IActorRegistry(actors_);
        beacon = ISeedBeacon(beacon_);
    }

    // ---------------------------------------------------------------- the market

    /// @inheritdoc IEvaluationPanel
    function begin(bytes32 bounty, bool isChallenge) external onlyMarket returns (uint256) {
        (address code,) = market.codeOf(bounty);
        BountyTerms.Kept memory t = code.read();
        if (isChallenge) _panels[bounty].isChallenged = true;
        Stage storage s = _stage(bounty);
        if (isChallenge) (s.round, s.size, s.quorum) = (CHALLENGE_ROUND, 2 * t.seats + 1, t.seats + 1);
        else (s.size, s.quorum) = (t.seats, t.quorum);
        return _askSeed(bounty, s);
    }

    /// @inheritdoc IEvaluationPanel
    function refill(bytes32 bounty) external onlyMarket {
        Stage storage s = _panels[bounty];
        (s.seats, s.committed, s.roundRevealed) = (0, 0, 0);
        ++s.round;
        _askSeed(bounty, s);
    }

    /// @inheritdoc IEvaluationPanel
    function seat(bytes32 bounty) external onlyMarket returns (bool enough) {
        Stage storage s = _stage(bounty);
        uint256 wanted = s.size - s.revealed;
        (address code, uint40 commitDeadline) = market.codeOf(bounty);
        BountyTerms.Kept memory t = code.read();
        Search memory search = Search(bounty, code.namedEvaluators(t), commitDeadline, t.seatLock);
        address[] memory found = _find(search, s, wanted);
        bool isRefill = s.round != 0 && s.round != CHALLENGE_ROUND;
        enough = isRefill ? found.length != 0 : found.length == wanted;
        if (enough) _take(bounty, s, found, t.seatLock);
        else emit DrawFailed(bounty, s.round, found.length, wanted);
    }

    /// @inheritdoc IEvaluationPanel
    function restart(bytes32 bounty) external onlyMarket {
        _panels[bounty].reports = 0;
        ++_panels[bounty].restarts;
    }

    // ---------------------------------------------------------------- anyone and the seats

    /// @inheritdoc IEvaluationPanel
    function commitScores(bytes32 bounty, bytes32 commitHash) external {
        _requireScoring(bounty);
        if (commitHash == 0) revert EmptyCommit();
        Stage storage s = _stage(bounty);
        Seat storage mine = _mine(bounty, s);
        if (mine.commitHash != 0) revert AlreadyCommitted(bounty, _msgSender());
        mine.commitHash = commitHash;
        ++s.committed;
        emit ScoresCommitted(bounty, _msgSender(), s.round, commitHash);
        market.poke(bounty);
    }

    /// @inheritdoc IEvaluationPanel
    function revealScores(bytes32 bounty, uint32[] calldata counts, bytes32 salt) external {
        (IBountyMarket.State state, address code,,,) = market.current(bounty);
        if (state != IBountyMarket.State.ScoreReveal) revert NotScoreReveal(bounty);
        Stage storage s = _stage(bounty);
        Seat storage mine = _mine(bounty, s);
        if (mine.commitHash == 0) revert NotCommitted(bounty, _msgSender());
        if (mine.revealed) revert AlreadyRevealed(bounty, _msgSender());
        if (mine.commitHash != _scoreCommit(bounty, s.round, counts, salt)) revert WrongOpening(bounty, _msgSender());
        BountyTerms.Kept memory t = code.read();
        uint256 entries = _slots(bounty) * t.entries();
        if (counts.length != entries) revert WrongCountLength(entries, counts.length);
        mine.revealed = true;
        mine.counts = _keep(t, mine, counts);
        ++s.roundRevealed;
        ++s.revealed;
        emit ScoresRevealed(bounty, _msgSender(), s.round, counts, salt);
        market.poke(bounty);
    }

    /// @inheritdoc IEvaluationPanel
    function submitSigned(bytes32 bounty, uint32[] calldata counts, bytes[] calldata signatures) external {
        (address code, uint64 deadline) = _requireScoring(bounty);
        Stage storage s = _stage(bounty);
        address[] memory seated = _evaluators(s);
        if (seated.length != s.size || signatures.length != seated.length) {
            revert NotAllSigned(s.size, signatures.length);
        }
        BountyTerms.Kept memory t = code.read();
        uint256 entries = _slots(bounty) * t.entries();
        if (counts.length != entries * seated.length) revert WrongCountLength(entries * seated.length, counts.length);
        bytes32 digest = _scoresDigest(bounty, s.round, seated, counts, deadline);
        for (uint256 i; i < seated.length; ++i) {
            if (!SignatureChecker.isValidSignatureNow(seated[i], digest, signatures[i])) {
                revert BadSignature(seated[i]);
            }
        }
        _takeSigned(bounty, t, s, counts);
        (s.roundRevealed, s.revealed) = (uint8(seated.length), uint8(seated.length));
        market.poke(bounty);
    }

    /// @inheritdoc IEvaluationPanel
    function reportTestSet(bytes32 bounty, uint64 unopened) external {
        _requireScoring(bounty);
        Stage storage s = _stage(bounty);
        if (s.round == CHALLENGE_ROUND) revert NotReportable(bounty);
        Seat storage mine = _mine(bounty, s);
        if (mine.commitHash != 0) revert AlreadyCommitted(bounty, _msgSender());
        if (mine.reportedPlus == s.restarts + 1) revert AlreadyReported(bounty, _msgSender());
        mine.reportedPlus = s.restarts + 1;
        mine.unopened = unopened;
        ++s.reports;
        emit TestSetReported(bounty, _msgSender(), unopened);
        market.poke(bounty);
    }

    // ---------------------------------------------------------------- the end

    /// @inheritdoc IEvaluationPanel
    function close(bytes32 bounty, address heir, bool keyWithheld, bool isDefaulted, uint256 winnerSlot)
        external
        returns (Closing memory c)
    {
        if (msg.sender != payouts) revert NotPayouts(msg.sender);
        Judgement memory j = _judgement(bounty);
        (j.heir, j.keyWithheld, j.isDefaulted, j.winnerSlot) = (heir, keyWithheld, isDefaulted, winnerSlot);
        (c.earners, c.shares, c.revealed, c.inherited) = _closeStage(j, _panels[bounty]);
        if (!_panels[bounty].isChallenged) return c;
        uint256 more;
        (c.challengeEarners, c.challengeShares, c.challengeRevealed, more) = _closeStage(j, _challenges[bounty]);
        c.inherited += more;
    }

    // ---------------------------------------------------------------- views

    /// @inheritdoc IEvaluationPanel
    function verdictsOf(bytes32 bounty) external view returns (uint32[] memory verdicts, bool undecided) {
        (address code,) = market.codeOf(bounty);
        return _verdicts(bounty, code.read());
    }

    /// @inheritdoc IEvaluationPanel
    function unopenedOf(bytes32 bounty) external view returns (uint8[] memory seats) {
        Stage storage s = _panels[bounty];
        seats = new uint8[](_slots(bounty));
        for (uint256 i; i < s.count; ++i) {
            Seat storage one = s.seated[i];
            if (one.reportedPlus != s.restarts + 1) continue;
            uint64 unopened = one.unopened;
            for (uint256 slot; slot < seats.length; ++slot) {
                if ((unopened >> slot) & 1 == 1) ++seats[slot];
            }
        }
    }

    /// @inheritdoc IEvaluationPanel
    function progressOf(bytes32 bounty) external view returns (Progress memory) {
        Stage storage s = _stage(bounty);
        return Progress({
            stage: s.round == CHALLENGE_ROUND ? 1 : 0,
            round: s.round,
            size: s.size,
            seats: s.seats,
            committed: s.committed,
            roundRevealed: s.roundRevealed,
            revealed: s.revealed,
            reports: s.reports
        });
    }

    /// @inheritdoc IEvaluationPanel
    function seatsOf(bytes32 bounty) external view returns (address[] memory) {
        return _evaluators(_stage(bounty));
    }

    /// @inheritdoc IEvaluationPanel
    function hasSeat(bytes32 bounty, address account) public view returns (bool) {
        Stage storage s = _panels[bounty];
        return _isSeated(s, account) || (s.isChallenged && _isSeated(_challenges[bounty], account));
    }

    /// @inheritdoc IEvaluationPanel
    function scoreCommitOf(bytes32 bounty, address evaluator) external view returns (bytes32) {
        (Stage storage s, uint256 index) = _seatOf(bounty, evaluator);
        return s.seated[index].commitHash;
    }

    /// @inheritdoc IEvaluationPanel
    function countsOf(bytes32 bounty, address evaluator) external view returns (uint32[] memory) {
        (Stage storage s, uint256 index) = _seatOf(bounty, evaluator);
        return _vectorsOf(s)[index].unpack();
    }

    /// @inheritdoc IEvaluationPanel
    function scoresDigest(bytes32 bounty, uint32[] calldata counts) external view returns (bytes32) {
        Stage storage s = _stage(bounty);
        return _scoresDigest(bounty, s.round, _evaluators(s), counts, market.stateOf(bounty).deadline);
    }

    // ---------------------------------------------------------------- the draw

    function _find(Search memory search, Stage storage s, uint256 wanted)
        private
        view
        returns (address[] memory found)
    {
        address[] memory named = search.named;
        bool isOpen = named.length == 0;
        (bytes32 seed,) = beacon.seedOf(search.bounty, _drawKind(s.round));
        TicketDraw.Draw memory d =
            TicketDraw.start(seed, isOpen ? s.places : named.length, isOpen ? wanted * ROLLS_EACH : named.length);
        found = new address[](wanted);
        uint256 n;
        while (n < wanted && d.more()) {
            uint256 place = d.next();
            address candidate = isOpen ? actors.ticketAt(place, search.commitDeadline) : named[place];
            if (candidate == address(0) || _contains(found, n, candidate)) continue;
            if (!isOpen && !actors.hadTicket(candidate, search.commitDeadline)) continue;
            if (_mayJudge(search.bounty, candidate, search.seatLock)) found[n++] = candidate;
        }
        assembly ("memory-safe") {
            mstore(found, n)
        }
    }

    function _mayJudge(bytes32 bounty, address candidate, uint256 seatLock) private view returns (bool) {
        if (hasSeat(bounty, candidate)) return false;
        return actors.freeBond(candidate) >= seatLock && !market.isParty(bounty, candidate);
    }

    function _take(bytes32 bounty, Stage storage s, address[] memory found, uint256 seatLock) private {
        uint8 count = s.count;
        for (uint256 i; i < found.length; ++i) {
            Seat storage one = s.seated[count++];
            (one.evaluator, one.round) = (found[i], s.round);
            actors.lockSeat(bounty, found[i], seatLock);
        }
        (s.seats, s.count) = (uint8(found.length), count);
        emit PanelDrawn(bounty, s.round, found, seatLock);
    }

    function _askSeed(bytes32 bounty, Stage storage s) private returns (uint256) {
        s.places = uint32(actors.places());
        (address code, uint40 commitDeadline) = market.codeOf(bounty);
        return beacon.request(bounty, _drawKind(s.round), commitDeadline, code.window(BountyTerms.SEED_WINDOW));
    }

    function _drawKind(uint8 round) private pure returns (uint8) {
        return FIRST_DRAW + round;
    }

    // ---------------------------------------------------------------- the verdict

    function _verdicts(bytes32 bounty, BountyTerms.Kept memory t)
        private
        view
        returns (uint32[] memory verdicts, bool undecided)
    {
        bool[] memory judged = submissions.judgedOf(bounty);
        verdicts = _tally(_panels[bounty], t, judged);
        if (_panels[bounty].isChallenged) {
            uint32[] memory again = _tally(_challenges[bounty], t, judged);
            for (uint256 i; i < again.length; ++i) {
                if (again[i] != UNDECIDED) verdicts[i] = again[i];
            }
        }
        for (uint256 i; i < verdicts.length; ++i) {
            if (judged[i / t.milestones] && verdicts[i] == UNDECIDED) undecided = true;
        }
    }

    function _tally(Stage storage s, BountyTerms.Kept memory t, bool[] memory judged)
        private
        view
        returns (uint32[] memory verdicts)
    {
        Tally memory tally =
            Tally(uint256(s.size) - s.quorum + 1, s.quorum, t.milestones, t.privateSamples(), _countsOf(s));
        verdicts = new uint32[](judged.length * t.milestones);
        for (uint256 i; i < verdicts.length; ++i) {
            verdicts[i] = judged[i / t.milestones] ? _verdict(tally, i) : UNDECIDED;
        }
    }

    function _countsOf(Stage storage s) private view returns (bytes[] memory counts) {
        bytes[] memory vectors = _vectorsOf(s);
        counts = new bytes[](s.revealed);
        uint256 n;
        for (uint256 i; n < counts.length; ++i) {
            if (vectors[i].length != 0) counts[n++] = vectors[i];
        }
    }

    /// @dev One for each seat; empty where it has not revealed.
    function _vectorsOf(Stage storage s) private view returns (bytes[] memory vectors) {
        if (s.isSigned) return Counts.split(s.signed, s.count);
        vectors = new bytes[](s.count);
        for (uint256 i; i < vectors.length; ++i) {
            if (s.seated[i].revealed) vectors[i] = s.seated[i].counts;
        }
    }

    function _verdict(Tally memory t, uint256 index) private pure returns (uint32) {
        uint32[] memory numbers = new uint32[](t.counts.length);
        uint256 n;
        for (uint256 i; i < t.counts.length; ++i) {
            uint32 count = t.counts[i].entry(index);
            if (count < UNDECIDED) numbers[n++] = count;
        }
        if (t.counts.length - n >= t.marksToVoid) return INVALID;
        if (n == 0 || n < t.quorum) return UNDECIDED;
        (uint32 median, uint32 gap) = Median.middle(numbers, n);
        return gap > _tolerance(t.privateCount, t.groups, index) ? UNDECIDED : median;
    }

    function _tolerance(uint32 privateCount, uint256 groups, uint256 entry) private pure returns (uint32) {
        return Median.tolerance(BountyTerms.groupSize(privateCount, groups, entry % groups));
    }

    // ---------------------------------------------------------------- judging the seats

    function _judgement(bytes32 bounty) private view returns (Judgement memory j) {
        (address code,) = market.codeOf(bounty);
        BountyTerms.Kept memory t = code.read();
        (j.bounty, j.groups, j.privateCount, j.seatLock) = (bounty, t.milestones, t.privateSamples(), t.seatLock);
        (j.verdicts,) = _verdicts(bounty, t);
    }

    function _closeStage(Judgement memory j, Stage storage s)
        private
        returns (address[] memory earners, uint256[] memory shares, bool anyRevealed, uint256 inherited)
    {
        bytes[] memory vectors = _vectorsOf(s);
        (earners, shares) = (new address[](vectors.length), new uint256[](vectors.length));
        anyRevealed = s.revealed != 0;
        uint256 n;
        for (uint256 i; i < vectors.length; ++i) {
            Seat storage one = s.seated[i];
            if (_earns(j, one, vectors[i])) (earners[n], shares[n++]) = (one.evaluator, one.shares[j.winnerSlot]);
            (uint8 reason, uint256 slash) = _slash(j, one, vectors[i], one.round == s.round);
            address heir = reason == LIE ? j.heir : address(0);
            if (heir != address(0)) inherited += slash;
            actors.releaseSeat(j.bounty, one.evaluator, slash, heir);
        }
        assembly ("memory-safe") {
            mstore(earners, n)
            mstore(shares, n)
        }
    }

    function _earns(Judgement memory j, Seat storage one, bytes memory counts) private returns (bool) {
        if (j.isDefaulted) return counts.length != 0 || one.commitHash != 0 || one.reportedPlus != 0;
        if (counts.length == 0) return false;
        for (uint256 i; i < j.verdicts.length; ++i) {
            if (counts.entry(i) > UNDECIDED && j.verdicts[i] < UNDECIDED) {
                emit FeeForfeited(j.bounty, one.evaluator);
                return false;
            }
        }
        return true;
    }

    /// @dev A default cuts the last round short: a slow seat may not have had its time.
    function _slash(Judgement memory j, Seat storage one, bytes memory counts, bool isLastRound)
        private
        returns (uint8 reason, uint256 amount)
    {
        if (counts.length != 0) (reason, amount) = _slashCounts(j, counts);
        else if (j.isDefaulted && (isLastRound || one.reportedPlus != 0)) return (0, 0);
        else if (one.commitHash != 0) (reason, amount) = (SILENT, j.seatLock / SILENT_DIVISOR);
        else (reason, amount) = (ABSENT, j.seatLock / ABSENT_DIVISOR);
        if (amount != 0) emit Slashed(j.bounty, one.evaluator, reason, amount);
    }

    function _slashCounts(Judgement memory j, bytes memory counts) private pure returns (uint8 reason, uint256 amount) {
        if (j.keyWithheld && counts.entry(j.winnerSlot * j.groups) < UNDECIDED) return (KEY_WITHHELD, j.seatLock);
        for (uint256 i; i < j.verdicts.length; ++i) {
            uint32 count = counts.entry(i);
            if (count >= UNDECIDED || j.verdicts[i] >= UNDECIDED) continue;
            uint32 tolerance = _tolerance(j.privateCount, j.groups, i);
            if (Median.apart(count, j.verdicts[i]) > tolerance) return (LIE, j.seatLock / LIE_DIVISOR);
        }
    }

    // ---------------------------------------------------------------- checks

    function _takeSigned(bytes32 bounty, BountyTerms.Kept memory t, Stage storage s, uint32[] calldata counts) private {
        (uint256 seats, uint8 round) = (s.count, s.round);
        uint256 entries = counts.length / seats;
        bytes memory signed;
        for (uint256 i; i < seats; ++i) {
            Seat storage one = s.seated[i];
            uint32[] calldata vector = counts[i * entries:(i + 1) * entries];
            signed = bytes.concat(signed, _keep(t, one, vector));
            emit ScoresRevealed(bounty, one.evaluator, round, vector, 0);
        }
        (s.isSigned, s.signed) = (true, signed);
    }

    /// @dev Checks what a seat says and keeps its shares.
    /// @return packed its counts
    function _keep(BountyTerms.Kept memory t, Seat storage one, uint32[] calldata vector)
        private
        returns (bytes memory packed)
    {
        uint32[] calldata counts = vector[:vector.length / t.entries() * t.milestones];
        _checkCounts(t, counts);
        _keepShares(one, t.shares(), vector[counts.length:]);
        return Counts.pack(counts);
    }

    function _keepShares(Seat storage one, uint256 each, uint32[] calldata shares) private {
        for (uint256 i; i < shares.length; ++i) {
            if (shares[i] > WHOLE) revert ShareTooLarge(i, shares[i]);
            if (shares[i] != 0) one.shares[i / each] |= uint256(shares[i]) << (i % each * SHARE_BITS);
        }
    }

    function _checkCounts(BountyTerms.Kept memory t, uint32[] calldata counts) private pure {
        (uint256 groups, uint32 privateCount) = (t.milestones, t.privateSamples());
        for (uint256 i; i < counts.length; ++i) {
            uint32 leading = counts[i - i % groups];
            if (counts[i] > UNDECIDED || leading > UNDECIDED) {
                if (counts[i] != leading) revert MixedMarks(i / groups);
                continue;
            }
            uint32 limit = BountyTerms.groupSize(privateCount, groups, i % groups);
            if (counts[i] > limit) revert CountTooLarge(i, counts[i], limit);
        }
    }

    function _slots(bytes32 bounty) private view returns (uint256 taken) {
        (taken,) = submissions.slotsOf(bounty);
    }

    function _scoreCommit(bytes32 bounty, uint8 round, uint32[] calldata counts, bytes32 salt)
        private
        view
        returns (bytes32)
    {
        bytes32 digest = keccak256(abi.encodePacked(counts));
        return keccak256(abi.encode(block.chainid, address(this), bounty, round, _msgSender(), digest, salt));
    }

    function _scoresDigest(
        bytes32 bounty,
        uint8 round,
        address[] memory seated,
        uint32[] calldata counts,
        uint64 deadline
    ) private view returns (bytes32) {
        bytes32 seatsHash = keccak256(abi.encodePacked(seated));
        bytes32 countsHash = keccak256(abi.encodePacked(counts));
        return _hashTypedDataV4(keccak256(abi.encode(SCORES_TYPEHASH, bounty, round, seatsHash, countsHash, deadline)));
    }

    function _requireScoring(bytes32 bounty) private returns (address code, uint64 deadline) {
        IBountyMarket.State state;
        (state, code, deadline,,) = market.current(bounty);
        if (state != IBountyMarket.State.Scoring) revert NotScoring(bounty);
    }

    /// @dev A seat of an earlier round has been refilled and has nothing more to say.
    function _mine(bytes32 bounty, Stage storage s) private view returns (Seat storage) {
        uint256 count = s.count;
        for (uint256 i = count - s.seats; i < count; ++i) {
            if (s.seated[i].evaluator == _msgSender()) return s.seated[i];
        }
        revert NotSeated(bounty, _msgSender());
    }

    function _seatOf(bytes32 bounty, address evaluator) private view returns (Stage storage s, uint256 index) {
        s = _isSeated(_panels[bounty], evaluator) ? _panels[bounty] : _challenges[bounty];
        for (; index < s.count; ++index) {
            if (s.seated[index].evaluator == evaluator) return (s, index);
        }
        revert NotSeated(bounty, evaluator);
    }

    function _isSeated(Stage storage s, address account) private view returns (bool) {
        uint256 count = s.count;
        for (uint256 i; i < count; ++i) {
            if (s.seated[i].evaluator == account) return true;
        }
        return false;
    }

    function _evaluators(Stage storage s) private view returns (address[] memory evaluators) {
        evaluators = new address[](s.count);
        for (uint256 i; i < evaluators.length; ++i) {
            evaluators[i] = s.seated[i].evaluator;
        }
    }

    function _stage(bytes32 bounty) private view returns (Stage storage) {
        return _panels[bounty].isChallenged ? _challenges[bounty] : _panels[bounty];
    }

    function _contains(address[] memory list, uint256 length, address account) private pure returns (bool) {
        for (uint256 i; i < length; ++i) {
            if (list[i] == account) return true;
        }
        return false;
    }
}
