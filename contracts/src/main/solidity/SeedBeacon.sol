// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IBountyMarket} from "./interfaces/IBountyMarket.sol";
import {ISeedBeacon} from "./interfaces/ISeedBeacon.sol";
import {TicketDraw} from "./libraries/TicketDraw.sol";

/// @title SeedBeacon
/// @notice What it does and what it assumes is said in ISeedBeacon.
contract SeedBeacon is ISeedBeacon {
    using TicketDraw for TicketDraw.Draw;

    uint256 private constant MAX_CONTRIBUTORS = 5;
    uint256 private constant ROLLS_EACH = 5;
    uint256 private constant PICKS = 2;
    uint8 private constant KINDS = 5;

    /// @dev One slot.
    struct Contributor {
        address account;
        uint32 chain;
        uint64 position;
    }

    /// @param seed the one before, from which the contributors are picked, until this one is drawn
    /// @param given bit i set: contributor i gave his preimage
    /// @param count of the contributors picked last
    struct Request {
        bytes32 seed;
        uint40 drawnAt;
        uint40 deadline;
        uint40 before;
        uint32 window;
        uint8 picks;
        uint8 given;
        uint8 askedBefore;
        uint8 count;
        bool failed;
        mapping(uint256 place => Contributor) contributors;
        /// @dev Only of those who gave alone; what comes all together is hashed at once.
        mapping(uint256 index => bytes32) preimages;
        mapping(address account => bool) withheld;
    }

    IActorRegistry public immutable actors;
    IBountyMarket public immutable market;
    address public immutable panel;
    bytes32 public beacon;

    mapping(bytes32 request => Request) private _requests;
    /// @dev Givers of a pick that failed: they are still paid.
    mapping(bytes32 bounty => address[]) private _gaveInVain;

    constructor(address actors_, address market_, address panel_) {
        actors = IActorRegistry(actors_);
        market = IBountyMarket(market_);
        panel = panel_;
        beacon = keccak256(abi.encode(block.chainid, address(this), blockhash(block.number - 1)));
    }

    /// @inheritdoc ISeedBeacon
    function request(bytes32 bounty, uint8 kind, uint64 before, uint32 window) external returns (uint256 asked) {
        if (msg.sender != address(market) && msg.sender != panel) revert NotRequester(msg.sender);
        bytes32 id = requestId(bounty, kind);
        Request storage r = _requests[id];
        if (r.picks != 0) revert AlreadyRequested(id);
        r.seed = beacon;
        (r.before, r.window) = (uint40(before), window);
        return _pick(id, bounty, kind, r);
    }

    /// @inheritdoc ISeedBeacon
    function contribute(bytes32 bounty, uint8 kind, address[] calldata contributors, bytes32[] calldata preimages)
        external
    {
        bytes32 id = requestId(bounty, kind);
        Request storage r = _requests[id];
        if (contributors.length != preimages.length || contributors.length == 0) {
            revert BadContribution(contributors.length, preimages.length);
        }
        if (r.picks == 0) revert UnknownRequest(id);
        // before, the bounty waits for this seed and nothing else
        if (block.timestamp >= r.deadline) market.poke(bounty);
        if (r.drawnAt != 0 || r.failed) revert SeedClosed(id);
        bytes32[] memory known = _known(r);
        bool isAtOnce = contributors.length == known.length;
        for (uint256 i; i < contributors.length; ++i) {
            uint256 place = _give(id, r, contributors[i], preimages[i]);
            known[place] = preimages[i];
            if (!isAtOnce) r.preimages[place] = preimages[i];
        }
        if (r.given == (1 << known.length) - 1) {
            _draw(id, bounty, kind, r, known);
            market.poke(bounty);
        }
    }

    /// @inheritdoc ISeedBeacon
    function advance(bytes32 bounty, uint8 kind) external returns (Status, uint64) {
        bytes32 id = requestId(bounty, kind);
        Request storage r = _requests[id];
        if (r.picks == 0) return (Status.None, 0);
        if (r.drawnAt != 0) return (Status.Drawn, r.drawnAt);
        if (!r.failed && block.timestamp >= r.deadline) _pickAgain(id, bounty, kind, r);
        return (r.failed ? Status.Failed : Status.Waiting, r.deadline);
    }

    /// @inheritdoc ISeedBeacon
    function abandon(bytes32 bounty, uint8 kind) external {
        if (msg.sender != address(market)) revert NotRequester(msg.sender);
        bytes32 id = requestId(bounty, kind);
        Request storage r = _requests[id];
        if (r.drawnAt != 0 || r.failed) return;
        r.failed = true;
        emit SeedFailed(id, bounty, kind);
        for (uint256 i; i < r.count; ++i) {
            if (!_gave(r, i)) actors.releaseContribution(id, r.contributors[i].account, false);
        }
    }

    /// @inheritdoc ISeedBeacon
    function requestId(bytes32 bounty, uint8 kind) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), bounty, kind));
    }

    /// @inheritdoc ISeedBeacon
    function seedOf(bytes32 bounty, uint8 kind) external view returns (bytes32, uint64) {
        Request storage r = _requests[requestId(bounty, kind)];
        return r.drawnAt == 0 ? (bytes32(0), 0) : (r.seed, uint64(r.drawnAt));
    }

    /// @inheritdoc ISeedBeacon
    function contributorsOf(bytes32 bounty, uint8 kind)
        external
        view
        returns (
            address[] memory contributors,
            uint32[] memory chains,
            uint64[] memory positions,
            bytes32[] memory preimages
        )
    {
        Request storage r = _requests[requestId(bounty, kind)];
        uint256 count = r.count;
        (contributors, chains, positions) = (new address[](count), new uint32[](count), new uint64[](count));
        for (uint256 i; i < count; ++i) {
            Contributor memory c = r.contributors[i];
            (contributors[i], chains[i], positions[i]) = (c.account, c.chain, c.position);
        }
        preimages = _known(r);
    }

    /// @inheritdoc ISeedBeacon
    function workOf(bytes32 bounty) external view returns (uint256 asked, address[] memory gave) {
        address[] storage inVain = _gaveInVain[bounty];
        gave = new address[](inVain.length + KINDS * MAX_CONTRIBUTORS);
        uint256 n;
        for (; n < inVain.length; ++n) {
            gave[n] = inVain[n];
        }
        for (uint8 kind; kind < KINDS; ++kind) {
            Request storage r = _requests[requestId(bounty, kind)];
            uint256 count = r.count;
            asked += count + r.askedBefore;
            for (uint256 i; i < count; ++i) {
                if (_gave(r, i)) gave[n++] = r.contributors[i].account;
            }
        }
        assembly ("memory-safe") {
            mstore(gave, n)
        }
    }

    function _give(bytes32 id, Request storage r, address account, bytes32 preimage) private returns (uint256 place) {
        uint256 count = r.count;
        while (place < count && r.contributors[place].account != account) ++place;
        if (place == count) revert NotContributor(id, account);
        if (_gave(r, place)) revert AlreadyContributed(id, account);
        Contributor memory c = r.contributors[place];
        r.given |= uint8(1 << place);
        emit Contributed(id, account, preimage);
        actors.givePreimage(account, c.chain, c.position, preimage);
        actors.releaseContribution(id, account, false);
    }

    function _draw(bytes32 id, bytes32 bounty, uint8 kind, Request storage r, bytes32[] memory preimages) private {
        bytes32 seed = keccak256(abi.encodePacked(r.seed, id, preimages));
        r.seed = seed;
        r.drawnAt = uint40(block.timestamp);
        beacon = seed;
        emit SeedDrawn(id, bounty, kind, seed);
    }

    function _gave(Request storage r, uint256 place) private view returns (bool) {
        return (r.given >> place) & 1 == 1;
    }

    function _known(Request storage r) private view returns (bytes32[] memory preimages) {
        preimages = new bytes32[](r.count);
        for (uint256 i; i < preimages.length; ++i) {
            if (_gave(r, i)) preimages[i] = r.preimages[i];
        }
    }

    function _pickAgain(bytes32 id, bytes32 bounty, uint8 kind, Request storage r) private {
        for (uint256 i; i < r.count; ++i) {
            address account = r.contributors[i].account;
            if (_gave(r, i)) {
                _gaveInVain[bounty].push(account);
            } else {
                r.withheld[account] = true;
                emit PreimageWithheld(id, account, actors.contributorLock());
                actors.releaseContribution(id, account, true);
            }
        }
        r.askedBefore += r.count;
        (r.given, r.count) = (0, 0);
        if (r.picks < PICKS) {
            _pick(id, bounty, kind, r);
        } else {
            r.failed = true;
            emit SeedFailed(id, bounty, kind);
        }
    }

    function _pick(bytes32 id, bytes32 bounty, uint8 kind, Request storage r) private returns (uint256 n) {
        bytes32 seed = keccak256(abi.encode(r.seed, r.picks));
        (address[] memory who, uint32[] memory chains, uint64[] memory positions) = _ask(id, r, seed);
        n = who.length;
        for (uint256 i; i < n; ++i) {
            r.contributors[i] = Contributor(who[i], chains[i], positions[i]);
        }
        (r.count, r.picks, r.deadline) = (uint8(n), r.picks + 1, uint40(block.timestamp + r.window));
        emit SeedRequested(id, bounty, kind, r.picks - 1, r.seed, who, chains, positions, r.deadline);
        if (n == 0) {
            r.failed = true;
            emit SeedFailed(id, bounty, kind);
        }
    }

    function _ask(bytes32 id, Request storage r, bytes32 seed)
        private
        returns (address[] memory who, uint32[] memory chains, uint64[] memory positions)
    {
        who = new address[](MAX_CONTRIBUTORS);
        chains = new uint32[](MAX_CONTRIBUTORS);
        positions = new uint64[](MAX_CONTRIBUTORS);
        uint256 n;
        uint64 before = r.before;
        TicketDraw.Draw memory d = TicketDraw.start(seed, actors.places(), MAX_CONTRIBUTORS * ROLLS_EACH);
        while (n < MAX_CONTRIBUTORS && d.more()) {
            address candidate = actors.ticketAt(d.next(), before);
            if (candidate == address(0) || _contains(who, n, candidate) || r.withheld[candidate]) continue;
            if (!actors.mayContribute(candidate, before)) continue;
            who[n] = candidate;
            (chains[n], positions[n]) = actors.askContribution(id, candidate);
            ++n;
        }
        assembly ("memory-safe") {
            mstore(who, n)
            mstore(chains, n)
            mstore(positions, n)
        }
    }

    function _contains(address[] memory list, uint256 length, address account) private pure returns (bool) {
        for (uint256 i; i < length; ++i) {
            if (list[i] == account) return true;
        }
        return false;
    }
}
