// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {IActorRegistry} from "../../main/solidity/interfaces/IActorRegistry.sol";
import {IEvaluationPanel} from "../../main/solidity/interfaces/IEvaluationPanel.sol";
import {Median} from "../../main/solidity/libraries/Median.sol";
import {TicketDraw} from "../../main/solidity/libraries/TicketDraw.sol";
import {ISeedBeacon} from "../../main/solidity/interfaces/ISeedBeacon.sol";
import {World} from "./support/World.sol";

contract PanelTest is World {
    using TicketDraw for TicketDraw.Draw;

    function only(address who) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = who;
    }

    function only(bytes32 word) internal pure returns (bytes32[] memory list) {
        list = new bytes32[](1);
        list[0] = word;
    }

    // ------------------------------------------------------------ seeds

    function testShouldHashThePreviousSeedTheRequestAndAllPreimages() public {
        bytes32 previous = beacon.beacon();
        bytes32 bounty = open();
        bytes32 request = beacon.requestId(bounty, 0);
        equal(request, keccak256(abi.encode(block.chainid, address(beacon), bounty, uint256(0))), "request");
        (address[] memory who,,,) = beacon.contributorsOf(bounty, 0);
        equal(who.length, 3, "all three");
        bytes memory words = abi.encodePacked(previous, request);
        for (uint256 i; i < 3; ++i) {
            words = bytes.concat(words, link(who[i], 1));
        }
        contribute(bounty, 0);
        (bytes32 seed, uint64 time) = beacon.seedOf(bounty, 0);
        equal(seed, keccak256(words), "seed");
        equal(beacon.beacon(), seed, "beacon");
        equal(time, now_, "time");
    }

    function testShouldTakePreimagesOneByOneFromAnyone() public {
        bytes32 bounty = open();
        for (uint256 i; i < 3; ++i) {
            (bytes32 seed,) = beacon.seedOf(bounty, 0);
            equal(seed, 0, "not yet");
            bytes32 preimage = link(evaluators[i], 1);
            vm.prank(stranger);
            beacon.contribute(bounty, 0, only(evaluators[i]), only(preimage));
        }
        (bytes32 drawnSeed,) = beacon.seedOf(bounty, 0);
        isTrue(drawnSeed != 0, "drawn");
    }

    function testShouldReserveAPositionForEachRequest() public {
        bytes32 first = open();
        bytes32 second = open();
        (,, uint64[] memory a,) = beacon.contributorsOf(first, 0);
        (,, uint64[] memory b,) = beacon.contributorsOf(second, 0);
        equal(a[0], 1, "first");
        equal(b[0], 2, "second");
        contribute(second, 0);
        contribute(first, 0);
    }

    function testShouldRefuseBadContributions() public {
        bytes32 bounty = open();
        bytes32 request = beacon.requestId(bounty, 0);
        address who = evaluators[0];
        bytes32 good = link(who, 1);
        expect(abi.encodeWithSelector(ISeedBeacon.UnknownRequest.selector, beacon.requestId(bounty, 1)));
        beacon.contribute(bounty, 1, only(who), only(good));
        expect(abi.encodeWithSelector(ISeedBeacon.BadContribution.selector, 1, 0));
        beacon.contribute(bounty, 0, only(who), new bytes32[](0));
        expect(abi.encodeWithSelector(ISeedBeacon.BadContribution.selector, 0, 0));
        beacon.contribute(bounty, 0, new address[](0), new bytes32[](0));
        expect(abi.encodeWithSelector(ISeedBeacon.NotContributor.selector, request, stranger));
        beacon.contribute(bounty, 0, only(stranger), only(good));
        expect(abi.encodeWithSelector(IActorRegistry.WrongPreimage.selector, who, 0, 1));
        beacon.contribute(bounty, 0, only(who), only(bytes32("bad")));
        beacon.contribute(bounty, 0, only(who), only(good));
        expect(abi.encodeWithSelector(ISeedBeacon.AlreadyContributed.selector, request, who));
        beacon.contribute(bounty, 0, only(who), only(good));
    }

    function testShouldRefuseContributionsWhenTheSeedIsDrawnOrHasFailed() public {
        bytes32 bounty = open();
        contribute(bounty, 0);
        bytes32 good = link(evaluators[0], 1);
        expect(abi.encodeWithSelector(ISeedBeacon.SeedClosed.selector, beacon.requestId(bounty, 0)));
        beacon.contribute(bounty, 0, only(evaluators[0]), only(good));

        bounty = open();
        good = link(evaluators[0], 2);
        pass(WINDOW);
        expect(abi.encodeWithSelector(ISeedBeacon.SeedClosed.selector, beacon.requestId(bounty, 0)));
        beacon.contribute(bounty, 0, only(evaluators[0]), only(good));
    }

    function testShouldNotAskForTheDrawsSeedBeforeTheRevealsAreOver() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        commit(bounty, miners[0], "a");
        toReveal(bounty);
        reveal(bounty, miners[0], "a", ids);
        (address[] memory who,,,) = beacon.contributorsOf(bounty, 1);
        equal(who.length, 0, "nobody asked");
        pass(GAP);
        market.poke(bounty);
        (who,,,) = beacon.contributorsOf(bounty, 1);
        equal(who.length, 3, "asked");
    }

    function testShouldRefuseTheMarketsPartToOthers() public {
        bytes memory wanted = abi.encodeWithSelector(IEvaluationPanel.NotMarket.selector, address(this));
        expect(wanted);
        panel.begin("b", false);
        expect(wanted);
        panel.refill("b");
        expect(wanted);
        panel.seat("b");
        expect(wanted);
        panel.restart("b");
        expect(abi.encodeWithSelector(IEvaluationPanel.NotPayouts.selector, address(this)));
        panel.close("b", address(0), false, false, 0);
        expect(abi.encodeWithSelector(ISeedBeacon.NotRequester.selector, address(this)));
        beacon.request("b", 0, 0, 1);
        expect(abi.encodeWithSelector(ISeedBeacon.NotRequester.selector, address(this)));
        beacon.abandon("b", 0);
    }

    // ------------------------------------------------------------ draw

    function testShouldSeatAllThreeAndLockTheReward() public {
        bytes32 bounty = seated(1);
        equal(panel.seatsOf(bounty).length, 3, "seats");
        inState(bounty, IBountyMarket.State.Scoring);
        for (uint256 i; i < 3; ++i) {
            equal(locked(evaluators[i]), REWARD / 2, "reward / t");
            equal(actors.seatLock(bounty, evaluators[i]), REWARD / 2, "lock");
        }
    }

    function tooFew(bytes32 bounty) internal {
        pass(1);
        contribute(bounty, 1);
        inState(bounty, IBountyMarket.State.Refunded);
        equal(pot(bounty), 0, "pot");
        equal(panel.seatsOf(bounty).length, 0, "nobody seated");
        for (uint256 i; i < 3; ++i) {
            equal(locked(evaluators[i]), 0, "nobody locked");
            equal(bonded(evaluators[i]), TICKET, "nobody slashed");
        }
    }

    function testShouldRefundTheOpeningFeeTooWhenAnEvaluatorCommitted() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        commit(bounty, miners[0], "a");
        commit(bounty, evaluators[0], "b");
        toReveal(bounty);
        reveal(bounty, miners[0], "a", ids);
        pass(WINDOW + GAP);
        market.poke(bounty);
        tooFew(bounty);
        equal(has(researcher), 1000 ether, "everything back");
        equal(has(miners[0]), 100 ether, "miner too");
        equal(has(evaluators[0]), 90 ether - STAKE, "but not the stake of a commit never opened");
    }

    function testShouldSeatWhomADatasetIsForcedUpon() public {
        bytes32 bounty = revealed(1);
        vm.prank(owners[0]);
        registry.transferFrom(owners[0], evaluators[1], uint256(datasets[0]));
        drawn(bounty);
        inState(bounty, IBountyMarket.State.Scoring);
    }

    function testShouldNotSeatAnOwnerOfThen() public {
        owners[0] = evaluators[1];
        datasets[0] = registerDataset(evaluators[1], 1);
        tooFew(revealed(1));
    }

    function testShouldNotSeatWhoGrantedLater() public {
        bytes32 bounty = opened();
        vm.prank(owners[0]);
        registry.transferFrom(owners[0], evaluators[1], uint256(datasets[0]));
        bytes32[] memory ids = new bytes32[](2);
        ids[0] = give(evaluators[1], miners[0], datasets[0]);
        commit(bounty, miners[0], "a");
        toReveal(bounty);
        reveal(bounty, miners[0], "a", ids);
        pass(GAP);
        market.poke(bounty);
        tooFew(bounty);
    }

    function testShouldNotSeatTheResearcher() public {
        bytes32 bounty = revealed(1);
        isTrue(market.isParty(bounty, researcher), "researcher");
        isTrue(market.isParty(bounty, miners[0]), "committer");
        isTrue(market.isParty(bounty, owners[1]), "owner");
        isTrue(!market.isParty(bounty, evaluators[0]), "evaluator");
    }

    function testShouldNotSeatWhoCannotLock() public {
        bytes32 bounty = revealed(1);
        vm.prank(address(panel));
        actors.lockSeat("other", evaluators[2], 9 ether);
        pass(1);
        contribute(bounty, 1);
        inState(bounty, IBountyMarket.State.Refunded);
    }

    function testShouldNotSeatWhoBondedAfterTheCommitDeadline() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        commit(bounty, miners[0], "a");
        vm.prank(evaluators[0]);
        actors.unbond(TICKET);
        toReveal(bounty);
        joinEvaluator(address(0x4444), TICKET);
        reveal(bounty, miners[0], "a", ids);
        pass(GAP);
        market.poke(bounty);
        pass(1);
        contribute(bounty, 1);
        inState(bounty, IBountyMarket.State.Refunded);
    }

    function testShouldRefundAllWhenNobodyCouldBeAskedForTheDraw() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        commit(bounty, miners[0], "a");
        for (uint256 i; i < 3; ++i) {
            vm.prank(evaluators[i]);
            actors.unbond(TICKET);
        }
        toReveal(bounty);
        reveal(bounty, miners[0], "a", ids);
        pass(GAP + WINDOW);
        market.refund(bounty);
        equal(has(researcher), 1000 ether, "with the opening fee");
    }

    function testFuzzShouldDrawEachPlaceOnce(bytes32 seed, uint8 places) public pure {
        uint256 n = bound(places, 1, 60);
        TicketDraw.Draw memory d = TicketDraw.start(seed, n, 75);
        bool[] memory seen = new bool[](n);
        uint256 count;
        while (d.more()) {
            uint256 place = d.next();
            isTrue(place < n && !seen[place], "once");
            seen[place] = true;
            ++count;
        }
        equal(count, n, "all");
    }

    function testShouldStopAtTheLimitOfRolls() public pure {
        TicketDraw.Draw memory d = TicketDraw.start("s", 1000, 15);
        for (uint256 i; i < 15; ++i) {
            d.next();
        }
        isTrue(!d.more(), "limit");
    }

    // ------------------------------------------------------------ scores

    function testShouldRefuseScoresOfWhoHasNoSeat() public {
        bytes32 bounty = seated(1);
        expect(abi.encodeWithSelector(IEvaluationPanel.NotSeated.selector, bounty, stranger));
        vm.prank(stranger);
        panel.commitScores(bounty, "h");
    }

    function testShouldRefuseEmptyAndSecondScoreCommits() public {
        bytes32 bounty = seated(1);
        vm.startPrank(evaluators[0]);
        expect(IEvaluationPanel.EmptyCommit.selector);
        panel.commitScores(bounty, 0);
        panel.commitScores(bounty, "h");
        expect(abi.encodeWithSelector(IEvaluationPanel.AlreadyCommitted.selector, bounty, evaluators[0]));
        panel.commitScores(bounty, "h");
        vm.stopPrank();
        equal(panel.scoreCommitOf(bounty, evaluators[0]), "h", "kept");
    }

    function testShouldCloseCommitsBeforeTheFirstReveal() public {
        bytes32 bounty = seated(1);
        commitScores(bounty, evaluators[0], counts(95));
        commitScores(bounty, evaluators[1], counts(95));
        expect(abi.encodeWithSelector(IEvaluationPanel.NotScoreReveal.selector, bounty));
        vm.prank(evaluators[0]);
        panel.revealScores(bounty, counts(95), salt(7));

        pass(WINDOW);
        revealScores(bounty, evaluators[0], counts(95));
        expect(abi.encodeWithSelector(IEvaluationPanel.NotScoring.selector, bounty));
        vm.prank(evaluators[2]);
        panel.commitScores(bounty, "h");
        expect(abi.encodeWithSelector(IEvaluationPanel.NotCommitted.selector, bounty, evaluators[2]));
        vm.prank(evaluators[2]);
        panel.revealScores(bounty, counts(95), salt(7));
        expect(abi.encodeWithSelector(IEvaluationPanel.AlreadyRevealed.selector, bounty, evaluators[0]));
        vm.prank(evaluators[0]);
        panel.revealScores(bounty, counts(95), salt(7));
    }

    function inScoreReveal(uint32[] memory c) internal returns (bytes32 bounty) {
        bounty = seated(1);
        inScoreReveal(bounty, c);
    }

    function inScoreReveal(bytes32 bounty, uint32[] memory c) internal {
        for (uint256 i; i < 3; ++i) {
            commitScores(bounty, evaluators[i], c);
        }
        inState(bounty, IBountyMarket.State.ScoreReveal);
    }

    function testShouldRefuseAnotherVectorOrAnothersCommit() public {
        bytes32 bounty = seated(1);
        bytes32 copied = scoreCommit(bounty, evaluators[0], counts(95));
        commitScores(bounty, evaluators[0], counts(95));
        vm.prank(evaluators[1]);
        panel.commitScores(bounty, copied);
        commitScores(bounty, evaluators[2], counts(95));
        expect(abi.encodeWithSelector(IEvaluationPanel.WrongOpening.selector, bounty, evaluators[1]));
        vm.prank(evaluators[1]);
        panel.revealScores(bounty, counts(95), salt(7));
        expect(abi.encodeWithSelector(IEvaluationPanel.WrongOpening.selector, bounty, evaluators[0]));
        vm.prank(evaluators[0]);
        panel.revealScores(bounty, counts(96), salt(7));
        expect(abi.encodeWithSelector(IEvaluationPanel.WrongOpening.selector, bounty, evaluators[0]));
        vm.prank(evaluators[0]);
        panel.revealScores(bounty, counts(95), salt(8));
    }

    function testShouldRefuseVectorsOfAnotherLength() public {
        bytes32 bounty = inScoreReveal(counts(95, 95));
        expect(abi.encodeWithSelector(IEvaluationPanel.WrongCountLength.selector, 1, 2));
        vm.prank(evaluators[0]);
        panel.revealScores(bounty, counts(95, 95), salt(7));
    }

    function beforeTestSetup(bytes4 test) public view returns (bytes[] memory calls) {
        if (test == this.testFuzzShouldRefuseCountsAboveThePrivateSet.selector) calls = beginningWith(abi.encodeCall(this.beginSeated, ()));
    }

    function testFuzzShouldRefuseCountsAboveThePrivateSet(uint32 count) public {
        count = uint32(bound(count, PRIVATE + 1, UNDECIDED));
        inScoreReveal(begun, counts(count));
        expect(abi.encodeWithSelector(IEvaluationPanel.CountTooLarge.selector, 0, count, PRIVATE));
        vm.prank(evaluators[0]);
        panel.revealScores(begun, counts(count), salt(7));
    }

    function testShouldKeepRevealedCounts() public {
        bytes32 bounty = inScoreReveal(counts(95));
        equal(panel.countsOf(bounty, evaluators[0]).length, 0, "before");
        revealScores(bounty, evaluators[0], counts(95));
        equal(panel.countsOf(bounty, evaluators[0])[0], 95, "after");
    }

    function testFuzzShouldTakeTheLowerMiddle(uint32[5] memory given, uint8 length) public pure {
        uint256 n = bound(length, 1, 5);
        uint32[] memory values = new uint32[](5);
        for (uint256 i; i < n; ++i) {
            values[i] = given[i];
        }
        (uint32 median, uint32 gap) = Median.middle(values, n);
        uint256 below;
        uint256 above;
        uint32 next = type(uint32).max;
        for (uint256 i; i < n; ++i) {
            if (given[i] < median) ++below;
            if (given[i] > median) {
                ++above;
                if (given[i] < next) next = given[i];
            }
        }
        isTrue(below <= (n - 1) / 2 && above <= n / 2, "in the middle");
        if (n % 2 == 1) equal(gap, 0, "one middle");
        else equal(gap, above == n / 2 ? next - median : 0, "two middles");
    }

    function testShouldTolerateTwoInAThousandAndAtLeastOne() public pure {
        equal(Median.tolerance(100), 1, "at least one");
        equal(Median.tolerance(1000), 2, "two");
        equal(Median.tolerance(1499), 2, "floor");
    }
}
