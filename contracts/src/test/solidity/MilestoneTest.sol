// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "../../main/solidity/interfaces/IEvaluationPanel.sol";
import {ISubmissions} from "../../main/solidity/interfaces/ISubmissions.sol";
import {World} from "./support/World.sol";

/// @dev 100 private samples in three groups of 33, 33 and 34; thresholds 80, 90 and 95 %, for 50, 30 and 20 %.
contract MilestoneTest is World {
    function milestones() internal pure returns (IBountyMarket.Extras memory x) {
        x = noExtras();
        x.milestones = new IBountyMarket.Milestone[](2);
        x.milestones[0] = IBountyMarket.Milestone(900_000, 3000);
        x.milestones[1] = IBountyMarket.Milestone(950_000, 2000);
    }

    function terms() internal returns (IBountyMarket.Terms memory t) {
        t = bountyTerms();
        t.thresholdMillionths = 800_000;
    }

    function seatedWith(uint256 count) internal returns (bytes32) {
        return seated(open(terms(), milestones()), count);
    }

    function settledWith(uint32 a, uint32 b, uint32 c) internal returns (bytes32 bounty) {
        bounty = seatedWith(1);
        settleWith(bounty, a, b, c);
    }

    function settleWith(bytes32 bounty, uint32 a, uint32 b, uint32 c) internal {
        scored(bounty, counts(a, b, c), counts(a, b, c), counts(a, b, c));
        pass(2 * WINDOW);
        market.poke(bounty);
        equal(pot(bounty), 0, "pot");
    }

    function testShouldPayTheWholeRewardForAllMilestones() public {
        settledWith(27, 30, 33);
        equal(has(platform), REWARD * 2 / 100, "platform's part of the whole");
        equal(has(researcher), 1000 ether - REWARD - PANEL_FEE - OPENING_FEE, "researcher");
    }

    function testShouldPayTheMilestonesReachedInOrderAndGiveTheRestBack() public {
        settledWith(27, 29, 34);
        uint256 earned = REWARD / 2;
        equal(has(platform), earned * 2 / 100, "half: the second was missed, so the third does not count");
        equal(has(researcher), 1000 ether - earned - PANEL_FEE - OPENING_FEE, "the rest back");
        equal(has(owners[0]), 100 ether + earned * 23 / 100 * 60 / 100, "owners' part of the half");
    }

    function testShouldRefundWhenTheFirstMilestoneIsMissed() public {
        bytes32 bounty = settledWith(26, 33, 34);
        inState(bounty, IBountyMarket.State.Refunded);
        equal(has(researcher), 1000 ether - PANEL_FEE - OPENING_FEE, "all back");
    }

    function testShouldMeasureEachMilestoneOnItsOwnGroup() public {
        bytes32 bounty = seatedWith(1);
        uint32[] memory c = counts(34, 33, 34);
        commitScores(bounty, evaluators[0], c);
        commitScores(bounty, evaluators[1], counts(33, 33, 35));
        commitScores(bounty, evaluators[2], c);
        expect(abi.encodeWithSelector(IEvaluationPanel.CountTooLarge.selector, 0, 34, 33));
        vm.prank(evaluators[0]);
        panel.revealScores(bounty, c, salt(7));
        expect(abi.encodeWithSelector(IEvaluationPanel.CountTooLarge.selector, 2, 35, 34));
        vm.prank(evaluators[1]);
        panel.revealScores(bounty, counts(33, 33, 35), salt(7));
    }

    function six(uint32 a, uint32 b, uint32 c, uint32 d, uint32 e, uint32 f) internal pure returns (uint32[] memory v) {
        v = new uint32[](6);
        (v[0], v[1], v[2], v[3], v[4], v[5]) = (a, b, c, d, e, f);
    }

    function testShouldLetMoreMilestonesBeatMoreCorrectCounts() public {
        bytes32 bounty = seatedWith(2);
        uint32[] memory v = six(33, 29, 34, 27, 30, 30);
        scored(bounty, v, v, v);
        IBountyMarket.BountyState memory b = market.stateOf(bounty);
        equal(b.winner, miners[1], "two milestones with 87 beat one with 96");
        equal(b.reached, 2, "reached");
        equal(b.winnerCount, 87, "count");
    }

    function testShouldTakeMoreCorrectCountsOfEqualMilestonesThenTheEarlierCommit() public {
        bytes32 bounty = seatedWith(2);
        uint32[] memory v = six(27, 30, 30, 28, 30, 30);
        scored(bounty, v, v, v);
        equal(market.stateOf(bounty).winner, miners[1], "one more");
        bounty = seatedWith(2);
        v = six(27, 30, 30, 30, 30, 27);
        scored(bounty, v, v, v);
        equal(market.stateOf(bounty).winner, miners[0], "earlier");
    }

    function testShouldTakeTheMedianInEachGroupByItself() public {
        bytes32 bounty = seatedWith(1);
        scored(bounty, counts(27, 31, 20), counts(28, 30, 33), counts(10, 33, 34));
        ISubmissions.Submission memory s = submissions.submissionOf(bounty, miners[0]);
        equal(s.count, 27 + 31 + 33, "three medians");
        equal(s.reached, 3, "all");
    }

    function testShouldRefuseMarksInSomeGroupsOnly() public {
        bytes32 bounty = seatedWith(1);
        uint32[] memory mixed = counts(INVALID, 30, INVALID);
        uint32[] memory late = counts(27, 30, UNAVAILABLE);
        commitScores(bounty, evaluators[0], mixed);
        commitScores(bounty, evaluators[1], late);
        commitScores(bounty, evaluators[2], counts(INVALID, INVALID, INVALID));
        expect(abi.encodeWithSelector(IEvaluationPanel.MixedMarks.selector, 0));
        vm.prank(evaluators[0]);
        panel.revealScores(bounty, mixed, salt(7));
        expect(abi.encodeWithSelector(IEvaluationPanel.MixedMarks.selector, 0));
        vm.prank(evaluators[1]);
        panel.revealScores(bounty, late, salt(7));
        revealScores(bounty, evaluators[2], counts(INVALID, INVALID, INVALID));
    }

    function refusedMilestones(uint256 position, uint32 t1, uint16 r1, uint32 t2, uint16 r2) internal {
        IBountyMarket.Extras memory x = milestones();
        x.milestones[0] = IBountyMarket.Milestone(t1, r1);
        x.milestones[1] = IBountyMarket.Milestone(t2, r2);
        IBountyMarket.Terms memory t = terms();
        expect(abi.encodeWithSelector(IBountyMarket.BadMilestones.selector, position));
        open(t, x);
    }

    function testShouldRefuseMilestonesThatDoNotAscendOrPayOrLeaveNothing() public {
        refusedMilestones(0, 800_000, 3000, 950_000, 2000);
        refusedMilestones(1, 900_000, 3000, 900_000, 2000);
        refusedMilestones(1, 900_000, 3000, 1_000_001, 2000);
        refusedMilestones(0, 900_000, 0, 950_000, 2000);
        refusedMilestones(1, 900_000, 3000, 950_000, 7000);
        IBountyMarket.Extras memory x = noExtras();
        x.milestones = new IBountyMarket.Milestone[](8);
        IBountyMarket.Terms memory t = bountyTerms();
        expect(abi.encodeWithSelector(IBountyMarket.BadMilestones.selector, 8));
        open(t, x);
    }

    function beforeTestSetup(bytes4 test) public view returns (bytes[] memory calls) {
        if (test == this.testFuzzShouldKeepEveryWeiOverMilestones.selector) calls = beginningWith(abi.encodeCall(this.beginSeatedWith, ()));
    }

    function beginSeatedWith() public {
        begun = seatedWith(1);
    }

    function testFuzzShouldKeepEveryWeiOverMilestones(uint32 a, uint32 b, uint32 c) public {
        settleWith(begun, uint32(bound(a, 0, 33)), uint32(bound(b, 0, 33)), uint32(bound(c, 0, 34)));
        isTrue(state(begun) >= IBountyMarket.State.Settled, "ended");
    }

    function testShouldTolerateByTheSizeOfTheGroup() public {
        IBountyMarket.Terms memory t = largeTestSet();
        t.thresholdMillionths = 800_000;
        bytes32 bounty = seated(open(t, milestones()), 1);
        scored(bounty, counts(300, 320, 330), counts(302, 320, 330), counts(300, 320, 331));
        pass(2 * WINDOW);
        market.settle(bounty);
        equal(bonded(evaluators[1]), TICKET - REWARD / 2 / 10, "two of 336 are a lie, as they are not of 1 008");
        equal(bonded(evaluators[2]), TICKET, "one is not");
    }

    /// @dev The winner is the same, but a third of the reward was at stake.
    function testShouldGiveTheBondBackToWhoCorrectsTheMilestonesReached() public {
        for (uint160 i; i < 7; ++i) {
            joinEvaluator(address(0x7000 + i), TICKET);
        }
        pass(1);
        bytes32 bounty = seatedWith(1);
        scoreAll(bounty, counts(27, 30, 30));
        equal(market.stateOf(bounty).reached, 2, "first panel");
        vm.prank(stranger);
        market.challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        scoreAll(bounty, counts(27, 20, 30));
        inState(bounty, IBountyMarket.State.Delivering);
        equal(market.stateOf(bounty).winner, miners[0], "still");
        equal(market.stateOf(bounty).reached, 1, "second panel");
        pass(WINDOW);
        market.settle(bounty);
        equal(has(stranger), 1000 ether, "he was right");
        equal(has(platform), REWARD / 2 * 2 / 100, "half was earned");
        equal(pot(bounty), 0, "pot");
    }

    function scoreAll(bytes32 bounty, uint32[] memory c) internal {
        address[] memory all = panel.seatsOf(bounty);
        uint256 round = panel.progressOf(bounty).round;
        bytes32 digest = keccak256(abi.encodePacked(c));
        for (uint256 i; i < all.length; ++i) {
            bytes32 hash = keccak256(abi.encode(block.chainid, address(panel), bounty, round, all[i], digest, salt(7)));
            vm.prank(all[i]);
            panel.commitScores(bounty, hash);
        }
        for (uint256 i; i < all.length; ++i) {
            revealScores(bounty, all[i], c);
        }
    }
}
