// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessGrants} from "../../../main/solidity/interfaces/IAccessGrants.sol";
import {IBountyMarket} from "../../../main/solidity/interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "../../../main/solidity/interfaces/IEvaluationPanel.sol";
import {ISubmissions} from "../../../main/solidity/interfaces/ISubmissions.sol";
import {BountyTerms} from "../../../main/solidity/libraries/BountyTerms.sol";
import {TokenCrowd} from "./TokenCrowd.sol";

/// @title Plays bounties phase by phase with actors that lie, are silent, copy, withhold, report, challenge and complain
/// as chance wants
/// @notice Every call here is one that a contract takes: a revert is a fault of the play or of a contract.
contract Season is TokenCrowd {
    bytes32 internal constant TEST_KEY = keccak256("K of the test set");
    uint256 internal constant LIVE = 2;

    bytes32[] internal live;
    bytes32[] internal ended;
    mapping(bytes32 bounty => uint256) internal nonceOf;
    mapping(bytes32 bounty => bytes32[][]) internal ids;
    mapping(bytes32 bounty => IBountyMarket.State) internal endedAs;
    mapping(uint8 state => uint256) public ends;
    uint256 public challenges;
    uint256 public overturned;
    uint256 public refills;
    uint256 public signedScores;
    uint256 public settledByContribution;
    bytes32[] internal revokedIds;

    function setUp() public override {
        super.setUp();
        address[5] memory rich = [researcher, stranger, miners[0], miners[1], miners[2]];
        for (uint256 i; i < 5; ++i) {
            fund(rich[i], 1_000_000 ether);
            fundInToken(rich[i], 1_000_000 ether);
        }
        for (uint256 i; i < evaluators.length; ++i) {
            fund(evaluators[i], 10_000 ether);
            bond(evaluators[i], 40 ether);
        }
        pass(1);
    }

    function bond(address who, uint256 amount) internal {
        vm.prank(who);
        actors.bond(amount);
    }

    modifier inTime() {
        vm.warp(now_);
        _;
    }

    // -------------------------------------------------------------- what chance may call

    function step(uint256 chance) external inTime {
        play(chance);
    }

    /// @dev The same again: most calls should move a bounty on.
    function stepMore(uint256 chance) external inTime {
        play(uint256(keccak256(abi.encode(chance))));
    }

    function waitSome(uint256 chance) external inTime {
        pass(bound(chance, 1, WINDOW));
        pokeAll();
    }

    function bondOrUnbond(uint256 chance) external inTime {
        address who = evaluators[chance % evaluators.length];
        uint256 taken = locked(who) + actors.actorOf(who).unbonding;
        if (bonded(who) > taken + 30 ether) {
            vm.prank(who);
            actors.unbond(bound(chance, 1, 10 ether));
        } else {
            bond(who, bound(chance, 1, 20 ether));
        }
    }

    function takeBond(uint256 chance) external inTime {
        address who = evaluators[chance % evaluators.length];
        uint256 asked = actors.actorOf(who).unbonding;
        if (asked == 0 || asked > actors.freeBond(who)) return;
        if (actors.actorOf(who).unbondReadyAt > now_) return;
        vm.prank(who);
        actors.withdrawBond();
    }

    function withdraw(uint256 chance) external inTime {
        address who = accounts()[chance % accounts().length];
        address what = chance % 2 == 0 ? ETHER : address(token);
        uint256 available = vault.available(what, who);
        if (available == 0) return;
        vm.prank(who);
        vault.withdraw(what, bound(chance, 1, available > 1 ether ? 1 ether : available), who);
    }

    function giveUseAndRevoke(uint256 chance) external inTime {
        IAccessGrants.Grant memory g = terms(owners[0], miners[chance % 3], datasets[0]);
        g.price = bound(chance, 0, 0.1 ether);
        g.token = chance % 2 == 0 ? ETHER : address(token);
        bytes32 id = give(g);
        vm.prank(g.grantee);
        grants.use(g);
        if (chance % 3 != 0) return;
        vm.prank(g.grantor);
        grants.revoke(g);
        revokedIds.push(id);
    }

    // -------------------------------------------------------------- the play

    function play(uint256 chance) internal {
        if (live.length < LIVE) return openOne(chance);
        bytes32 bounty = live[chance % LIVE];
        IBountyMarket.State s = market.poke(bounty);
        if (s == IBountyMarket.State.Sampled) playSample(bounty, chance);
        else if (s == IBountyMarket.State.Open) playCommits(bounty, chance);
        else if (s == IBountyMarket.State.Reveal) playReveals(bounty, chance);
        else if (s == IBountyMarket.State.Drawing) playSeed(bounty, 1 + roundOf(bounty), chance);
        else if (s == IBountyMarket.State.Scoring) playScores(bounty, chance);
        else if (s == IBountyMarket.State.ScoreReveal) pass(WINDOW);
        else if (s == IBountyMarket.State.Scored) playDoubt(bounty, chance);
        else if (s == IBountyMarket.State.Delivering) playDelivery(bounty, chance);
        pokeAll();
    }

    function pokeAll() internal {
        for (uint256 i; i < live.length; ++i) {
            IBountyMarket.State s = market.poke(live[i]);
            if (s < IBountyMarket.State.Settled) continue;
            note(live[i], s);
            live[i] = live[live.length - 1];
            live.pop();
        }
    }

    function note(bytes32 bounty, IBountyMarket.State s) internal {
        ended.push(bounty);
        endedAs[bounty] = s;
        ++ends[uint8(s)];
        if (market.stateOf(bounty).overturned) ++overturned;
        (BountyTerms.Kept memory t,) = market.termsOf(bounty);
        if (t.byContribution && s == IBountyMarket.State.Settled) ++settledByContribution;
    }

    function openOne(uint256 chance) internal {
        IBountyMarket.Terms memory t = bountyTerms();
        t.testKeyCommit = keccak256(abi.encode(block.chainid, address(market), researcher, t.nonce, TEST_KEY));
        t.reward = bound(chance, 1, REWARD);
        t.thresholdMillionths = 800_000;
        if (chance % 3 == 0) t.token = address(token);
        IBountyMarket.Extras memory x = noExtras();
        if (chance % 4 == 0) {
            x.milestones = new IBountyMarket.Milestone[](1);
            x.milestones[0] = IBountyMarket.Milestone(900_000, 4000);
        }
        x.byContribution = (chance >> 4) % 2 == 0;
        bytes32 bounty = open(t, x);
        nonceOf[bounty] = t.nonce;
        live.push(bounty);
        pass(1);
    }

    /// @dev One in ten times somebody withholds.
    function playSeed(bytes32 bounty, uint8 kind, uint256 chance) internal {
        pass(1);
        IBountyMarket.State before = state(bounty);
        if (market.poke(bounty) != before) return;
        (bytes32 seed,) = beacon.seedOf(bounty, kind);
        if (seed != 0) return;
        (address[] memory who,, uint64[] memory positions, bytes32[] memory known) = beacon.contributorsOf(bounty, kind);
        bool isWithheld = (chance >> 8) % 10 == 0;
        if (!isWithheld && known[0] == 0) return contribute(bounty, kind);
        address[] memory one = new address[](1);
        bytes32[] memory preimage = new bytes32[](1);
        for (uint256 i; i < who.length - (isWithheld ? 1 : 0); ++i) {
            if (known[i] != 0) continue;
            (one[0], preimage[0]) = (who[i], link(who[i], positions[i]));
            beacon.contribute(bounty, kind, one, preimage);
        }
        if (isWithheld) pass(WINDOW);
    }

    function playSample(bytes32 bounty, uint256 chance) internal {
        playSeed(bounty, 0, chance);
        (bytes32 seed,) = beacon.seedOf(bounty, 0);
        if (seed == 0) return;
        if ((chance >> 16) % 24 == 0) {
            vm.prank(researcher);
            market.cancel(bounty);
        } else if ((chance >> 16) % 24 == 1) {
            pass(WINDOW);
        } else {
            growTree(researcher, nonceOf[bounty], SAMPLES);
            revealSample(bounty);
        }
    }

    function playCommits(bytes32 bounty, uint256 chance) internal {
        if (now_ < market.stateOf(bounty).commitDeadline && submissions.minersOf(bounty).length == 0) {
            uint256 count = (chance >> 8) % 4;
            for (uint256 i; i < count; ++i) {
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
            IBountyMarket.BountyState memory b = market.stateOf(bounty);
            bool isSilent = (chance >> (16 + i)) % 8 == 0;
            if (isSilent || b.allRevealed || now_ + GAP >= b.deadline) continue;
            if (submissions.submissionOf(bounty, who[i]).status != ISubmissions.Status.Committed) continue;
            bytes32 own = bytes32(i + 1);
            reveal(bounty, who[i], opens(bounty, who[i], own) ? own : bytes32(uint256(1)), ids[bounty][i]);
        }
        now_ = market.stateOf(bounty).deadline;
        vm.warp(now_);
    }

    function opens(bytes32 bounty, address miner, bytes32 content) internal view returns (bool) {
        bytes32 hash = commitHash(bounty, miner, opening(bounty, miner, content));
        return hash == submissions.submissionOf(bounty, miner).commitment;
    }

    function playScores(bytes32 bounty, uint256 chance) internal {
        IEvaluationPanel.Progress memory p = panel.progressOf(bounty);
        if (p.round == 1 || p.round == 2) ++refills;
        if (p.stage == 0 && p.committed == 0 && (chance >> 8) % 8 == 0) return playReports(bounty, chance);
        address[] memory all = seats(bounty);
        if (p.round % 3 == 0 && p.committed == 0 && (chance >> 12) % 4 == 0 && canSign(all)) {
            return signScores(bounty, all, chance);
        }
        if (p.stage == 0 && (chance >> 130) % 8 == 0) return playCollusion(bounty, all);
        uint32[][] memory vectors = new uint32[][](all.length);
        bool[] memory committed = new bool[](all.length);
        for (uint256 i = all.length - p.seats; i < all.length; ++i) {
            vectors[i] = vectorOf(bounty, chance >> (16 + 8 * i));
            if (panel.scoreCommitOf(bounty, all[i]) != 0 || (chance >> (100 + i)) % 6 == 0) continue;
            commitAs(bounty, all[i], vectors[i]);
            committed[i] = true;
        }
        if (state(bounty) == IBountyMarket.State.Scoring) pass(WINDOW);
        for (uint256 i; i < all.length; ++i) {
            if (committed[i] && (chance >> (120 + i)) % 10 != 0) revealScores(bounty, all[i], vectors[i]);
        }
    }

    function groupsOf(bytes32 bounty) internal view returns (uint256) {
        (BountyTerms.Kept memory t,) = market.termsOf(bounty);
        return t.milestones;
    }

    /// @dev All seats of a round agree on the same lie: the first submission is worth nothing, the others are perfect.
    function playCollusion(bytes32 bounty, address[] memory all) internal {
        uint32[] memory v = vectorOf(bounty, 2);
        for (uint256 i; i < v.length; ++i) {
            v[i] = i < groupsOf(bounty) ? 10 : uint32(50);
        }
        uint256 first = all.length - panel.progressOf(bounty).seats;
        for (uint256 i = first; i < all.length; ++i) {
            if (panel.scoreCommitOf(bounty, all[i]) == 0) commitAs(bounty, all[i], v);
        }
        for (uint256 i = first; i < all.length; ++i) {
            revealScores(bounty, all[i], v);
        }
    }

    function playReports(bytes32 bounty, uint256 chance) internal {
        address[] memory all = seats(bounty);
        IEvaluationPanel.Progress memory p = panel.progressOf(bounty);
        bool isAsked = market.stateOf(bounty).testKey == IBountyMarket.TestKey.Asked;
        if (!isAsked && p.reports == 0 && p.seats >= 2) {
            for (uint256 i = all.length - 2; i < all.length; ++i) {
                vm.prank(all[i]);
                panel.reportTestSet(bounty, uint64(chance >> 40));
            }
        }
        if (state(bounty) != IBountyMarket.State.Scoring) return;
        isAsked = market.stateOf(bounty).testKey == IBountyMarket.TestKey.Asked;
        if (isAsked && (chance >> 32) % 2 == 0) market.publishTestKey(bounty, TEST_KEY);
        else pass(WINDOW);
    }

    function canSign(address[] memory all) internal view returns (bool) {
        for (uint256 i; i < all.length; ++i) {
            if (keyOf[all[i]] == 0) return false;
        }
        return true;
    }

    function signScores(bytes32 bounty, address[] memory all, uint256 chance) internal {
        uint256 entries = vectorOf(bounty, 0).length;
        uint32[] memory c = new uint32[](entries * all.length);
        for (uint256 i; i < all.length; ++i) {
            uint32[] memory v = vectorOf(bounty, chance >> (16 + 8 * i));
            for (uint256 j; j < entries; ++j) {
                c[i * entries + j] = v[j];
            }
        }
        bytes32 digest = panel.scoresDigest(bounty, c);
        bytes[] memory signatures = new bytes[](all.length);
        for (uint256 i; i < all.length; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[all[i]], digest);
            signatures[i] = abi.encodePacked(r, s, v);
        }
        panel.submitSigned(bounty, c, signatures);
        ++signedScores;
    }

    /// @dev Mostly true counts, sometimes a lie or a mark; one entry for each milestone of each submission. Then shares,
    /// where they are asked for: mostly the same, sometimes none, sometimes any.
    function vectorOf(bytes32 bounty, uint256 chance) internal view returns (uint32[] memory v) {
        uint256 groups = groupsOf(bounty);
        uint256 slots = submissions.minersOf(bounty).length;
        uint256 shares = sharesOf(bounty);
        v = new uint32[](slots * (groups + shares));
        for (uint256 i; i < slots; ++i) {
            uint256 kind = (chance >> (2 * i)) % 16;
            for (uint256 g; g < groups; ++g) {
                uint32 whole = uint32(93 + i);
                uint32 count = groups == 1 ? whole : uint32(45 + i);
                v[i * groups + g] = kind == 0 ? 20 : kind == 1 ? INVALID : count;
            }
        }
        uint256 way = chance % 8;
        for (uint256 i; i < slots * shares; ++i) {
            uint256 any = uint256(keccak256(abi.encode(chance, i))) % 10_001;
            v[slots * groups + i] = way == 0 ? 0 : uint32(way == 1 ? any : 3000 + 4000 * (i % shares));
        }
    }

    function sharesOf(bytes32 bounty) internal view returns (uint256) {
        (BountyTerms.Kept memory t,) = market.termsOf(bounty);
        return BountyTerms.shares(t);
    }

    function playDoubt(bytes32 bounty, uint256 chance) internal {
        bool isNew = market.stateOf(bounty).challenger == address(0);
        if (!isNew || (chance >> 8) % 3 != 0) return pass(WINDOW);
        challenge(bounty);
        ++challenges;
    }

    function playDelivery(bytes32 bounty, uint256 chance) internal {
        IBountyMarket.BountyState memory b = market.stateOf(bounty);
        if (b.complained || (chance >> 8) % 2 == 0) return pass(WINDOW);
        vm.prank(researcher);
        market.complain(bounty);
        if ((chance >> 9) % 2 == 0) market.publishKey(bounty, key(b.winner));
    }

    // -------------------------------------------------------------- what must hold

    function accounts() public view returns (address[] memory all) {
        all = new address[](10 + evaluators.length);
        (all[0], all[1], all[2], all[3]) = (researcher, platform, pool, stranger);
        for (uint256 i; i < 3; ++i) {
            (all[4 + i], all[7 + i]) = (owners[i], miners[i]);
        }
        for (uint256 i; i < evaluators.length; ++i) {
            all[10 + i] = evaluators[i];
        }
    }

    function balance(address what) public view returns (uint256) {
        return what == ETHER ? address(vault).balance : token.balanceOf(address(vault));
    }

    function theToken() external view returns (address) {
        return address(token);
    }

    /// @dev All that anybody has available, every pot, and what is burned.
    function heaps(address what) external view returns (uint256 sum) {
        address[] memory all = accounts();
        for (uint256 i; i < all.length; ++i) {
            sum += vault.available(what, all[i]) + vault.potOf(address(actors), bytes32(uint256(uint160(all[i]))), what);
        }
        for (uint256 i; i < live.length; ++i) {
            sum += vault.potOf(address(payouts), live[i], what);
        }
        sum += vault.available(what, address(payouts));
        return sum + vault.burned(what);
    }

    function endedPots() external view returns (uint256 sum) {
        for (uint256 i; i < ended.length; ++i) {
            sum += pot(ended[i]) + vault.potOf(address(payouts), ended[i], address(token));
        }
    }

    function bondsAreInTheirPots() external view returns (bool) {
        for (uint256 e; e < evaluators.length; ++e) {
            bytes32 place = bytes32(uint256(uint160(evaluators[e])));
            if (bonded(evaluators[e]) != vault.potOf(address(actors), place, ETHER)) return false;
        }
        return true;
    }

    /// @dev Also: no lock outlives its bounty, since only live ones are summed.
    function locksAreOfLiveSeatsAndContributions() external view returns (bool) {
        for (uint256 e; e < evaluators.length; ++e) {
            address who = evaluators[e];
            uint256 sum = actors.actorOf(who).contributing * CONTRIBUTOR_LOCK;
            for (uint256 i; i < live.length; ++i) {
                sum += actors.seatLock(live[i], who);
            }
            if (sum != locked(who) || locked(who) > bonded(who)) return false;
        }
        return true;
    }

    function ticketsAreWholeShares() external view returns (bool) {
        for (uint256 e; e < evaluators.length; ++e) {
            address who = evaluators[e];
            uint256 staying = bonded(who) - actors.actorOf(who).unbonding;
            uint256 wanted = staying / TICKET > 32 ? 32 : staying / TICKET;
            if (actors.actorOf(who).tickets != wanted) return false;
        }
        return true;
    }

    function placesBelongToTickets() external view returns (uint256 places, uint256 tickets) {
        for (uint256 i; i < actors.places(); ++i) {
            if (actors.ticketAt(i, type(uint64).max) != address(0)) ++places;
        }
        for (uint256 e; e < evaluators.length; ++e) {
            tickets += actors.actorOf(evaluators[e]).tickets;
        }
    }

    function winnersReachedAMilestone() external view returns (bool) {
        for (uint256 i; i < ended.length; ++i) {
            IBountyMarket.BountyState memory b = market.stateOf(ended[i]);
            bool isSettled = b.state == IBountyMarket.State.Settled;
            if (isSettled != (modelOf(ended[i]) != 0)) return false;
            if (isSettled && (b.reached == 0 || b.winnerCount < 80)) return false;
        }
        return true;
    }

    function endsAreFinal() external view returns (bool) {
        for (uint256 i; i < ended.length; ++i) {
            if (market.stateOf(ended[i]).state != endedAs[ended[i]]) return false;
        }
        return true;
    }

    function seatsAreNoParties() external view returns (bool) {
        for (uint256 i; i < live.length; ++i) {
            address[] memory all = seats(live[i]);
            for (uint256 j; j < all.length; ++j) {
                if (market.isParty(live[i], all[j])) return false;
                for (uint256 k; k < j; ++k) {
                    if (all[k] == all[j]) return false;
                }
            }
        }
        return true;
    }

    function revokedGrantsStayDead() external view returns (bool) {
        for (uint256 i; i < revokedIds.length; ++i) {
            IAccessGrants.Grant memory g = given[revokedIds[i]];
            if (grants.checkAt(g, g.grantee, g.asset, 1, TRAIN, uint64(now_))) return false;
        }
        return true;
    }

    function burned(address what) external view returns (uint256) {
        return vault.burned(what);
    }
}
