// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessGrants} from "../../main/solidity/interfaces/IAccessGrants.sol";
import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {ISubmissions} from "../../main/solidity/interfaces/ISubmissions.sol";
import {World} from "./support/World.sol";

/// @dev Plays bounties phase by phase, with actors that lie, are silent, copy, complain or withhold as chance wants.
contract Players is World {
    bytes32[] public bounties;
    mapping(bytes32 => bytes32[][]) internal ids;

    modifier inTime() {
        vm.warp(now_);
        _;
    }

    function openBounty(uint256 chance) external inTime {
        if (bounties.length < 2) {
            IBountyMarket.Terms memory t = bountyTerms();
            t.reward = bound(chance, 1, REWARD);
            bounties.push(open(t));
        } else {
            market.poke(bounties[chance % 2]);
        }
        pass(1);
    }

    function waitSome(uint256 chance) external inTime {
        pass(bound(chance, 1, WINDOW + GAP));
        for (uint256 i; i < bounties.length; ++i) {
            market.poke(bounties[i]);
        }
    }

    function step(uint256 chance) external inTime {
        play(chance);
    }

    /// @dev The same again: most calls should move a bounty on.
    function stepMore(uint256 chance) external inTime {
        play(chance);
    }

    function bondOrUnbond(uint256 chance) external inTime {
        address who = evaluators[chance % 3];
        uint256 free = actors.freeBond(who) - _min(actors.freeBond(who), actors.actorOf(who).unbonding);
        vm.startPrank(who);
        if (chance % 2 == 0 && has(who) > 1) actors.bond(bound(chance, 1, has(who) / 2 + 1));
        else if (free > 20 ether) actors.unbond(bound(chance, 1, free - 20 ether));
        else if (has(who) > 10 ether) actors.bond(10 ether);
        vm.stopPrank();
    }

    function takeBond(uint256 chance) external inTime {
        address who = evaluators[chance % 3];
        uint256 asked = actors.actorOf(who).unbonding;
        if (asked == 0 || asked > actors.freeBond(who)) return;
        if (actors.actorOf(who).unbondReadyAt > now_) now_ = actors.actorOf(who).unbondReadyAt;
        vm.warp(now_);
        vm.prank(who);
        actors.withdrawBond();
    }

    function withdraw(uint256 chance) external inTime {
        address who = accounts()[chance % accounts().length];
        if (has(who) < 60 ether) return;
        vm.prank(who);
        vault.withdraw(ETHER, bound(chance, 1, 1 ether), who);
    }

    function payForAGrant(uint256 chance) external inTime {
        IAccessGrants.Grant memory g = terms(owners[0], miners[chance % 3], datasets[0]);
        g.price = bound(chance, 0, 0.1 ether);
        give(g);
        vm.prank(g.grantee);
        grants.use(g);
    }

    function play(uint256 chance) internal {
        if (bounties.length == 0) {
            bounties.push(open());
            pass(1);
        }
        bytes32 bounty = bounties[chance % bounties.length];
        IBountyMarket.State s = market.poke(bounty);
        if (s == IBountyMarket.State.Sampled) playSample(bounty);
        if (s == IBountyMarket.State.Open) playCommits(bounty, chance);
        if (s == IBountyMarket.State.Reveal) playReveals(bounty, chance);
        if (s == IBountyMarket.State.Drawing) playDraw(bounty);
        if (s == IBountyMarket.State.Scoring) playScores(bounty, chance);
        if (s == IBountyMarket.State.Delivering) playDelivery(bounty, chance);
        if (s == IBountyMarket.State.Scored || s == IBountyMarket.State.ScoreReveal) pass(WINDOW);
        if (s >= IBountyMarket.State.Settled) replace(chance % bounties.length);
        market.poke(bounty);
    }

    function replace(uint256 i) internal {
        ended.push(bounties[i]);
        bounties[i] = open();
        pass(1);
    }

    function playSample(bytes32 bounty) internal {
        (bytes32 seed,) = beacon.seedOf(bounty, 0);
        if (seed == 0) contribute(bounty, 0);
        growTree(researcher, nonceOf(bounty), SAMPLES);
        revealSample(bounty);
    }

    function playCommits(bytes32 bounty, uint256 chance) internal {
        if (now_ < market.stateOf(bounty).commitDeadline) {
            uint256 count = submissions.minersOf(bounty).length == 0 ? 1 + (chance >> 8) % 3 : 0;
            for (uint256 i; i < count; ++i) {
                if (has(miners[i]) < STAKE + EVALUATION_FEE) fund(miners[i], 10 ether);
                ids[bounty].push(giveAll(miners[i]));
                bool copies = i == 2 && (chance >> 16) % 2 == 0;
                commit(bounty, miners[i], copies ? bytes32(uint256(1)) : bytes32(i + 1));
            }
        }
        toReveal(bounty);
    }

    function playReveals(bytes32 bounty, uint256 chance) internal {
        address[] memory who = submissions.minersOf(bounty);
        for (uint256 i; i < who.length; ++i) {
            bool silent = (chance >> (16 + i)) % 8 == 0;
            bool open_ = now_ + GAP < market.stateOf(bounty).deadline;
            if (silent || !open_ || submissions.submissionOf(bounty, who[i]).status != ISubmissions.Status.Committed) {
                continue;
            }
            bool copied = i == 2 && !_opens(bounty, who[i], bytes32(i + 1));
            reveal(bounty, who[i], copied ? bytes32(uint256(1)) : bytes32(i + 1), ids[bounty][i]);
        }
        now_ = market.stateOf(bounty).deadline;
        vm.warp(now_);
    }

    function _opens(bytes32 bounty, address miner, bytes32 content) internal view returns (bool) {
        return commitHash(bounty, miner, opening(bounty, miner, content))
            == submissions.submissionOf(bounty, miner).commitHash;
    }

    function playDraw(bytes32 bounty) internal {
        pass(1);
        (address[] memory asked,,,) = beacon.contributorsOf(bounty, 1);
        if (asked.length == 0) return;
        contribute(bounty, 1);
    }

    function playScores(bytes32 bounty, uint256 chance) internal {
        uint256 n = submissions.minersOf(bounty).length;
        address[] memory seats = panel.seatsOf(bounty);
        uint32[][] memory vectors = new uint32[][](seats.length);
        for (uint256 i; i < seats.length; ++i) {
            if (panel.scoreCommitOf(bounty, seats[i]) != 0) return pass(WINDOW);
            vectors[i] = vectorOf(n, chance >> (32 + 16 * i));
            if ((chance >> (100 + i)) % 8 != 0) commitScores(bounty, seats[i], vectors[i]);
        }
        if (state(bounty) == IBountyMarket.State.Scoring) pass(WINDOW);
        if (market.poke(bounty) != IBountyMarket.State.ScoreReveal) return;
        for (uint256 i; i < seats.length; ++i) {
            if (panel.scoreCommitOf(bounty, seats[i]) == 0 || (chance >> (110 + i)) % 8 == 0) continue;
            revealScores(bounty, seats[i], vectors[i]);
        }
    }

    function vectorOf(uint256 n, uint256 chance) internal pure returns (uint32[] memory v) {
        v = new uint32[](n);
        for (uint256 i; i < n; ++i) {
            uint256 kind = (chance >> (3 * i)) % 8;
            v[i] = kind == 0 ? 50 : kind == 1 ? INVALID : uint32(93 + i);
        }
    }

    function playDelivery(bytes32 bounty, uint256 chance) internal {
        IBountyMarket.BountyState memory b = market.stateOf(bounty);
        if (!b.complained && (chance >> 120) % 2 == 0) {
            vm.prank(researcher);
            market.complain(bounty);
            if ((chance >> 121) % 2 == 0) market.publishKey(bounty, key(b.winner));
        } else {
            pass(WINDOW);
        }
    }

    function nonceOf(bytes32 bounty) internal view returns (uint256 nonce) {
        while (market.bountyId(researcher, nonce, keccak256("spec")) != bounty) ++nonce;
    }

    bytes32[] public ended;

    // -------------------------------------------------------------- what must hold

    function accounts() public view returns (address[] memory all) {
        all = new address[](13);
        (all[0], all[1], all[2], all[3]) = (researcher, platform, pool, stranger);
        for (uint256 i; i < 3; ++i) {
            (all[4 + i], all[7 + i], all[10 + i]) = (owners[i], miners[i], evaluators[i]);
        }
    }

    function heaps() external view returns (uint256 sum) {
        address[] memory all = accounts();
        for (uint256 i; i < all.length; ++i) {
            sum += has(all[i]) + vault.potOf(address(actors), bytes32(uint256(uint160(all[i]))), ETHER);
        }
        for (uint256 i; i < bounties.length; ++i) {
            sum += pot(bounties[i]);
        }
        for (uint256 i; i < ended.length; ++i) {
            sum += pot(ended[i]);
        }
        return sum + vault.burned(ETHER);
    }

    function ends() external view returns (uint256 settled, uint256 refunded) {
        for (uint256 i; i < ended.length; ++i) {
            if (state(ended[i]) == IBountyMarket.State.Settled) ++settled;
            if (state(ended[i]) == IBountyMarket.State.Refunded) ++refunded;
        }
    }

    function burned() external view returns (uint256) {
        return vault.burned(ETHER);
    }

    function balance() external view returns (uint256) {
        return address(vault).balance;
    }

    function endedPots() external view returns (uint256 sum) {
        for (uint256 i; i < ended.length; ++i) {
            sum += pot(ended[i]);
        }
    }

    /// @dev What an actor registry must say of every evaluator.
    function bondsHold() external view returns (bool) {
        for (uint256 e; e < 3; ++e) {
            address who = evaluators[e];
            uint256 locks = actors.actorOf(who).contributing * CONTRIBUTOR_LOCK;
            for (uint256 i; i < bounties.length; ++i) {
                locks += actors.seatLock(bounties[i], who);
            }
            uint256 inPot = vault.potOf(address(actors), bytes32(uint256(uint160(who))), ETHER);
            if (locks != locked(who) || locked(who) > bonded(who) || bonded(who) != inPot) return false;
        }
        return true;
    }

    /// @dev A winner was inTime by a quorum, and only a settled bounty has a model.
    function winnersHold() external view returns (bool) {
        for (uint256 i; i < ended.length; ++i) {
            IBountyMarket.BountyState memory b = market.stateOf(ended[i]);
            bool settled = b.state == IBountyMarket.State.Settled;
            if (settled != (modelOf(ended[i]) != 0)) return false;
            if (settled && b.winnerCount < 90) return false;
        }
        return true;
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}

contract SolvencyTest is World {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Players internal players;

    function setUp() public override {
        players = new Players();
        players.setUp();
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        bytes4[] memory s = new bytes4[](8);
        (s[0], s[1], s[2], s[3]) =
        (Players.openBounty.selector, Players.waitSome.selector, Players.step.selector, Players.stepMore.selector);
        (s[4], s[5], s[6], s[7]) =
        (
            Players.bondOrUnbond.selector,
            Players.takeBond.selector,
            Players.withdraw.selector,
            Players.payForAGrant.selector
        );
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(players), s);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(players);
    }

    function invariantShouldHoldEveryWeiInExactlyOneHeap() public view {
        equal(players.balance(), players.heaps(), "available + pots + burned");
    }

    function invariantShouldLeaveNothingInThePotOfAnEndedBounty() public view {
        equal(players.endedPots(), 0, "pots");
    }

    function invariantShouldLockOnlyBondedMoney() public view {
        isTrue(players.bondsHold(), "locks <= bonded = pot");
    }

    function invariantShouldRegisterAModelForEverySettledBountyOnly() public view {
        isTrue(players.winnersHold(), "winners");
    }

    /// @dev One long play, so that every end is known to be reached; the numbers are printed with -vv.
    function testShouldStaySolventThroughARandomSeason() public {
        bytes32 chance = keccak256("season");
        for (uint256 i; i < 220; ++i) {
            chance = keccak256(abi.encode(chance));
            act(uint256(chance) % 12, uint256(keccak256(abi.encode(chance, "x"))));
            if (i % 10 == 0) equal(players.balance(), players.heaps(), "heaps");
        }
        equal(players.balance(), players.heaps(), "heaps");
        isTrue(players.bondsHold() && players.winnersHold() && players.endedPots() == 0, "invariants");
        (uint256 settled, uint256 refunded) = players.ends();
        emit log_named_uint("settled", settled);
        emit log_named_uint("refunded", refunded);
        emit log_named_uint("burned wei", players.burned());
        isTrue(settled > 2 && refunded > 2, "both ends were reached");
    }

    event log_named_uint(string key, uint256 value);

    function act(uint256 which, uint256 chance) internal {
        if (which == 0) players.bondOrUnbond(chance);
        else if (which == 1) players.takeBond(chance);
        else if (which == 2) players.withdraw(chance);
        else if (which == 3) players.payForAGrant(chance);
        else if (which == 4) players.waitSome(chance);
        else players.step(chance);
    }
}
