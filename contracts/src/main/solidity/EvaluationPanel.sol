// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IBountyMarket} from "./interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "./interfaces/IEvaluationPanel.sol";
import {Median} from "./libraries/Median.sol";
import {TicketDraw} from "./libraries/TicketDraw.sol";

/// @title EvaluationPanel
/// @notice What it does and what it assumes is said in IEvaluationPanel.
contract EvaluationPanel is IEvaluationPanel {
    using TicketDraw for TicketDraw.Draw;

    uint8 private constant SAMPLE = 0;
    uint8 private constant DRAW = 1;
    uint8 private constant FIRST_ROUND = 0;
    uint256 private constant MAX_CONTRIBUTORS = 5;
    uint256 private constant ROLLS_EACH = 5;

    uint32 private constant INVALID = type(uint32).max;
    uint32 private constant UNAVAILABLE = type(uint32).max - 1;
    uint32 private constant UNDECIDED = type(uint32).max - 2;

    uint256 private constant LIE_DIVISOR = 10;
    uint256 private constant SILENT_DIVISOR = 10;
    uint256 private constant ABSENT_DIVISOR = 50;

    struct Request {
        bytes32 bounty;
        bytes32 previousSeed;
        bytes32 seed;
        uint64 drawnAt;
        uint64 before;
        uint8 kind;
        uint8 given;
        address[] contributors;
        uint32[] chains;
        uint64[] positions;
        bytes32[] preimages;
    }

    struct Panel {
        bool drawFailed;
        bool tallied;
        uint8 committed;
        uint8 revealed;
        address[] seats;
    }

    struct Seat {
        bytes32 commitHash;
        bool seated;
        bool revealed;
        bool lied;
        bool forfeited;
        uint32[] counts;
    }

    /// @dev What a tally needs at hand; lives in memory only.
    struct Tally {
        bytes32 bounty;
        uint256 marksToVoid;
        uint256 quorum;
        uint32 tolerance;
        address[] seats;
        uint32[][] counts;
    }

    IBountyMarket public immutable market;
    IActorRegistry public immutable actors;
    bytes32 public beacon;

    mapping(bytes32 request => Request) private _requests;
    mapping(bytes32 bounty => Panel) private _panels;
    mapping(bytes32 bounty => mapping(address evaluator => Seat)) private _seats;

    modifier onlyMarket() {
        if (msg.sender != address(market)) revert NotMarket(msg.sender);
        _;
    }

    constructor(address market_, address actors_) {
        market = IBountyMarket(market_);
        actors = IActorRegistry(actors_);
        beacon = keccak256(abi.encode(block.chainid, address(this), blockhash(block.number - 1)));
    }

    /// @inheritdoc IEvaluationPanel
    function requestSeed(bytes32 bounty, uint8 kind, uint64 before) external onlyMarket {
        bytes32 id = requestId(bounty, kind);
        Request storage r = _requests[id];
        r.bounty = bounty;
        r.kind = kind;
        r.before = before;
        r.previousSeed = beacon;
        _pickContributors(id, r);
        if (kind == SAMPLE && r.contributors.length == 0) revert NoContributors();
        emit SeedRequested(id, bounty, kind, r.previousSeed, r.contributors, r.chains, r.positions);
    }

    /// @inheritdoc IEvaluationPanel
    function contribute(bytes32 request, address[] calldata contributors, bytes32[] calldata preimages) external {
        Request storage r = _requests[request];
        if (r.bounty == 0) revert UnknownRequest(request);
        if (contributors.length != preimages.length || contributors.length == 0) {
            revert BadContribution(contributors.length, preimages.length);
        }
        IBountyMarket.State state = market.poke(r.bounty);
        IBountyMarket.State wanted = r.kind == SAMPLE ? IBountyMarket.State.Sampled : IBountyMarket.State.Drawing;
        if (state != wanted || r.drawnAt != 0) revert SeedClosed(request);
        for (uint256 i; i < contributors.length; ++i) {
            _contribute(request, r, contributors[i], preimages[i]);
        }
        if (r.given == r.contributors.length) _drawSeed(request, r);
    }

    /// @inheritdoc IEvaluationPanel
    function draw(bytes32 bounty) external {
        if (market.poke(bounty) != IBountyMarket.State.Drawing) revert NotDrawing(bounty);
        Request storage r = _requests[requestId(bounty, DRAW)];
        if (r.drawnAt == 0) revert SeedMissing(bounty);
        (uint8 wanted,,,, uint256 seatLock) = market.panelTerms(bounty);
        address[] memory found = _seat(bounty, r, wanted, seatLock);
        if (found.length < wanted) {
            _panels[bounty].drawFailed = true;
            emit DrawFailed(bounty, found.length, wanted);
        } else {
            _lockSeats(bounty, found, seatLock);
        }
        market.poke(bounty);
    }

    /// @inheritdoc IEvaluationPanel
    function commitScores(bytes32 bounty, bytes32 commitHash) external {
        if (market.poke(bounty) != IBountyMarket.State.Scoring) revert NotScoring(bounty);
        if (commitHash == 0) revert EmptyCommit();
        Seat storage seat = _seatOf(bounty);
        if (seat.commitHash != 0) revert AlreadyCommitted(bounty, msg.sender);
        seat.commitHash = commitHash;
        ++_panels[bounty].committed;
        emit ScoresCommitted(bounty, msg.sender, FIRST_ROUND, commitHash);
        market.poke(bounty);
    }

    /// @inheritdoc IEvaluationPanel
    function revealScores(bytes32 bounty, uint32[] calldata counts, bytes32 salt) external {
        if (market.poke(bounty) != IBountyMarket.State.ScoreReveal) revert NotScoreReveal(bounty);
        Seat storage seat = _seatOf(bounty);
        if (seat.commitHash == 0) revert NotCommitted(bounty, msg.sender);
        if (seat.revealed) revert AlreadyRevealed(bounty, msg.sender);
        if (seat.commitHash != _scoreCommit(bounty, counts, salt)) revert WrongOpening(bounty, msg.sender);
        _checkCounts(bounty, counts);
        seat.revealed = true;
        seat.counts = counts;
        ++_panels[bounty].revealed;
        emit ScoresRevealed(bounty, msg.sender, FIRST_ROUND, counts, salt);
        market.poke(bounty);
    }

    /// @inheritdoc IEvaluationPanel
    function tally(bytes32 bounty, bool[] calldata standing) external onlyMarket returns (uint32[] memory verdicts) {
        _panels[bounty].tallied = true;
        Tally memory t = _tallyOf(bounty);
        verdicts = new uint32[](standing.length);
        for (uint256 slot; slot < standing.length; ++slot) {
            verdicts[slot] = standing[slot] ? _verdict(t, slot) : UNDECIDED;
        }
    }

    /// @inheritdoc IEvaluationPanel
    function close(bytes32 bounty, bool keyWithheld, uint256 winnerSlot) external onlyMarket {
        Panel storage p = _panels[bounty];
        address[] memory seats = p.seats;
        for (uint256 i; i < seats.length; ++i) {
            Seat storage seat = _seats[bounty][seats[i]];
            uint256 lock = actors.seatLock(bounty, seats[i]);
            (uint8 reason, uint256 slash) = _slash(seat, p.tallied, lock);
            if (keyWithheld && seat.revealed && seat.counts[winnerSlot] < UNDECIDED) {
                (reason, slash) = (4, lock);
            }
            if (slash != 0) emit Slashed(bounty, seats[i], reason, slash);
            actors.releaseSeat(bounty, seats[i], slash);
        }
    }

    /// @inheritdoc IEvaluationPanel
    function requestId(bytes32 bounty, uint8 kind) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), bounty, kind));
    }

    /// @inheritdoc IEvaluationPanel
    function seedOf(bytes32 bounty, uint8 kind) external view returns (bytes32 seed, uint64 drawnAt) {
        Request storage r = _requests[requestId(bounty, kind)];
        return (r.seed, r.drawnAt);
    }

    /// @inheritdoc IEvaluationPanel
    function contributorsOf(bytes32 request)
        external
        view
        returns (
            address[] memory contributors,
            uint32[] memory chains,
            uint64[] memory positions,
            bytes32[] memory preimages
        )
    {
        Request storage r = _requests[request];
        return (r.contributors, r.chains, r.positions, r.preimages);
    }

    /// @inheritdoc IEvaluationPanel
    function seedWork(bytes32 bounty) external view returns (uint256 asked, address[] memory gave) {
        Request storage sample = _requests[requestId(bounty, SAMPLE)];
        Request storage draw_ = _requests[requestId(bounty, DRAW)];
        asked = sample.contributors.length + draw_.contributors.length;
        gave = new address[](uint256(sample.given) + draw_.given);
        uint256 n = _copyGivers(sample, gave, 0);
        _copyGivers(draw_, gave, n);
    }

    /// @inheritdoc IEvaluationPanel
    function seatsOf(bytes32 bounty) external view returns (address[] memory) {
        return _panels[bounty].seats;
    }

    /// @inheritdoc IEvaluationPanel
    function progressOf(bytes32 bounty)
        external
        view
        returns (bool drawFailed, uint8 seats, uint8 committed, uint8 revealed)
    {
        Panel storage p = _panels[bounty];
        return (p.drawFailed, uint8(p.seats.length), p.committed, p.revealed);
    }

    /// @inheritdoc IEvaluationPanel
    function scoreCommitOf(bytes32 bounty, address evaluator) external view returns (bytes32) {
        return _seats[bounty][evaluator].commitHash;
    }

    /// @inheritdoc IEvaluationPanel
    function countsOf(bytes32 bounty, address evaluator) external view returns (uint32[] memory) {
        return _seats[bounty][evaluator].counts;
    }

    /// @inheritdoc IEvaluationPanel
    function feeEarners(bytes32 bounty) external view returns (address[] memory earners, uint256 revealed) {
        Panel storage p = _panels[bounty];
        revealed = p.revealed;
        earners = new address[](p.seats.length);
        uint256 n;
        for (uint256 i; i < earners.length; ++i) {
            Seat storage seat = _seats[bounty][p.seats[i]];
            if (seat.revealed && !seat.forfeited) earners[n++] = p.seats[i];
        }
        assembly ("memory-safe") {
            mstore(earners, n)
        }
    }

    function _pickContributors(bytes32 id, Request storage r) private {
        TicketDraw.Draw memory d =
            TicketDraw.start(keccak256(abi.encode(r.previousSeed, id)), actors.places(), MAX_CONTRIBUTORS * ROLLS_EACH);
        address[] memory found = new address[](MAX_CONTRIBUTORS);
        uint256 n;
        while (n < MAX_CONTRIBUTORS && d.more()) {
            address candidate = actors.ticketAt(d.next(), r.before);
            if (candidate == address(0) || _contains(found, n, candidate)) continue;
            if (!actors.hasChainBefore(candidate, r.before)) continue;
            found[n++] = candidate;
            (uint32 chain, uint64 position) = actors.assignPosition(candidate);
            r.contributors.push(candidate);
            r.chains.push(chain);
            r.positions.push(position);
            r.preimages.push(0);
        }
    }

    function _contribute(bytes32 request, Request storage r, address contributor, bytes32 preimage) private {
        uint256 i = _contributorIndex(request, r, contributor);
        if (r.preimages[i] != 0) revert AlreadyContributed(request, contributor);
        actors.givePreimage(contributor, r.chains[i], r.positions[i], preimage);
        r.preimages[i] = preimage;
        ++r.given;
        emit Contributed(request, contributor, preimage);
    }

    function _contributorIndex(bytes32 request, Request storage r, address account) private view returns (uint256 i) {
        uint256 count = r.contributors.length;
        while (i < count && r.contributors[i] != account) ++i;
        if (i == count) revert NotContributor(request, account);
    }

    function _drawSeed(bytes32 request, Request storage r) private {
        bytes32 seed = keccak256(abi.encodePacked(r.previousSeed, request, r.preimages));
        r.seed = seed;
        r.drawnAt = uint64(block.timestamp);
        beacon = seed;
        emit SeedDrawn(request, r.bounty, r.kind, seed);
        market.poke(r.bounty);
    }

    function _seat(bytes32 bounty, Request storage r, uint256 wanted, uint256 seatLock)
        private
        view
        returns (address[] memory found)
    {
        TicketDraw.Draw memory d = TicketDraw.start(r.seed, actors.places(), wanted * ROLLS_EACH);
        found = new address[](wanted);
        uint256 n;
        while (n < wanted && d.more()) {
            address candidate = actors.ticketAt(d.next(), r.before);
            if (candidate == address(0) || _contains(found, n, candidate)) continue;
            if (actors.freeBond(candidate) < seatLock || market.isParty(bounty, candidate)) continue;
            found[n++] = candidate;
        }
        assembly ("memory-safe") {
            mstore(found, n)
        }
    }

    function _lockSeats(bytes32 bounty, address[] memory found, uint256 seatLock) private {
        _panels[bounty].seats = found;
        for (uint256 i; i < found.length; ++i) {
            _seats[bounty][found[i]].seated = true;
            actors.lockSeat(bounty, found[i], seatLock);
        }
        emit PanelDrawn(bounty, found, seatLock);
    }

    function _tallyOf(bytes32 bounty) private view returns (Tally memory t) {
        (uint8 seats, uint8 quorum, uint32 privateCount,,) = market.panelTerms(bounty);
        t.bounty = bounty;
        t.marksToVoid = uint256(seats) - quorum + 1;
        t.quorum = quorum;
        t.tolerance = Median.tolerance(privateCount);
        t.seats = _panels[bounty].seats;
        t.counts = new uint32[][](t.seats.length);
        for (uint256 i; i < t.seats.length; ++i) {
            t.counts[i] = _seats[bounty][t.seats[i]].counts;
        }
    }

    function _verdict(Tally memory t, uint256 slot) private returns (uint32) {
        uint32[] memory numbers = new uint32[](t.seats.length);
        uint256 n;
        uint256 marks;
        for (uint256 i; i < t.seats.length; ++i) {
            if (t.counts[i].length == 0) continue;
            uint32 count = t.counts[i][slot];
            if (count >= UNAVAILABLE) ++marks;
            else numbers[n++] = count;
        }
        if (marks >= t.marksToVoid) return INVALID;
        if (n < t.quorum) return UNDECIDED;
        (uint32 median, uint32 gap) = Median.middle(numbers, n);
        if (n % 2 == 0 && gap > t.tolerance) return UNDECIDED;
        _judgeSeats(t, slot, median);
        return median;
    }

    function _judgeSeats(Tally memory t, uint256 slot, uint32 verdict) private {
        for (uint256 i; i < t.seats.length; ++i) {
            if (t.counts[i].length == 0) continue;
            Seat storage seat = _seats[t.bounty][t.seats[i]];
            uint32 count = t.counts[i][slot];
            if (count < UNAVAILABLE) {
                if (Median.apart(count, verdict) > t.tolerance) seat.lied = true;
            } else if (!seat.forfeited) {
                seat.forfeited = true;
                emit FeeForfeited(t.bounty, t.seats[i]);
            }
        }
    }

    /// @dev A commit that could not be revealed, because too few committed, is not the seat's fault.
    function _slash(Seat storage seat, bool tallied, uint256 lock) private view returns (uint8 reason, uint256 amount) {
        if (seat.lied) return (1, lock / LIE_DIVISOR);
        if (seat.commitHash == 0) return (3, lock / ABSENT_DIVISOR);
        if (tallied && !seat.revealed) return (2, lock / SILENT_DIVISOR);
        return (0, 0);
    }

    function _checkCounts(bytes32 bounty, uint32[] calldata counts) private view {
        (,, uint32 privateCount, uint16 submissions,) = market.panelTerms(bounty);
        if (counts.length != submissions) revert WrongCountLength(submissions, counts.length);
        for (uint256 slot; slot < counts.length; ++slot) {
            if (counts[slot] > privateCount && counts[slot] < UNAVAILABLE) {
                revert CountTooLarge(slot, counts[slot], privateCount);
            }
        }
    }

    function _scoreCommit(bytes32 bounty, uint32[] calldata counts, bytes32 salt) private view returns (bytes32) {
        bytes32 digest = keccak256(abi.encodePacked(counts));
        return keccak256(abi.encode(block.chainid, address(this), bounty, FIRST_ROUND, msg.sender, digest, salt));
    }

    function _seatOf(bytes32 bounty) private view returns (Seat storage seat) {
        seat = _seats[bounty][msg.sender];
        if (!seat.seated) revert NotSeated(bounty, msg.sender);
    }

    function _copyGivers(Request storage r, address[] memory into, uint256 n) private view returns (uint256) {
        for (uint256 i; i < r.contributors.length; ++i) {
            if (r.preimages[i] != 0) into[n++] = r.contributors[i];
        }
        return n;
    }

    function _contains(address[] memory list, uint256 length, address account) private pure returns (bool) {
        for (uint256 i; i < length; ++i) {
            if (list[i] == account) return true;
        }
        return false;
    }
}
