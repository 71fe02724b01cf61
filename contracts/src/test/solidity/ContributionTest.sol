// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "../../main/solidity/interfaces/IEvaluationPanel.sol";
import {IPayouts} from "../../main/solidity/interfaces/IPayouts.sol";
import {BountyTerms} from "../../main/solidity/libraries/BountyTerms.sol";
import {World} from "./support/World.sol";

/// @dev Three seats, two datasets with weights 6 000 and 4 000; a vector is the count and what each dataset contributed.
contract ContributionTest is World {
    uint256 internal constant OWNERS = REWARD * 23 / 100;
    uint256 internal constant SHARE_OF_OPENING = 2 * (OPENING_FEE / 6);
    uint256 internal constant FEES = PANEL_FEE + EVALUATION_FEE;

    function seatedBy() internal returns (bytes32) {
        return seated(open(bountyTerms(), byContribution()), 1);
    }

    function settled(uint32[] memory a, uint32[] memory b, uint32[] memory c) internal returns (bytes32 bounty) {
        bounty = seatedBy();
        scored(bounty, a, b, c);
        settle(bounty);
    }

    function settle(bytes32 bounty) internal {
        pass(2 * WINDOW);
        market.settle(bounty);
        inState(bounty, IBountyMarket.State.Settled);
        equal(pot(bounty), 0, "pot");
    }

    function paidOwners(uint256 first, uint256 second, uint256 whole) internal view {
        equal(has(owners[0]), 100 ether + OWNERS * first / whole, "first owner");
        equal(has(owners[1]), 100 ether + OWNERS * second / whole, "second owner");
    }

    function feeOf(uint256 evaluator) internal view returns (uint256) {
        return has(evaluators[evaluator]) - 90 ether - SHARE_OF_OPENING;
    }

    function testShouldKeepInItsTermsThatABountyPaysByContribution() public {
        IBountyMarket.Extras memory x = byContribution();
        x.evaluators = new address[](3);
        (x.evaluators[0], x.evaluators[1], x.evaluators[2]) = (address(7), address(8), address(9));
        IBountyMarket.Terms memory t = bountyTerms();
        bytes32 bounty = market.bountyId(researcher, t.nonce, t.specHash);
        vm.expectEmit();
        emit IBountyMarket.BountyExtras(bounty, new uint32[](0), new uint16[](0), x.evaluators, true);
        bounty = open(t, x);
        (BountyTerms.Kept memory kept,) = market.termsOf(bounty);
        isTrue(kept.byContribution, "by contribution");
        equal(kept.evaluators, 3, "evaluators");
        equal(kept.seatLock, REWARD / 2, "lock");
        (kept,) = market.termsOf(open());
        isTrue(!kept.byContribution, "by weights");
    }

    function testShouldPayOwnersByTheMediansOfWhatTheSeatsMeasured() public {
        bytes32 bounty = seatedBy();
        scored(bounty, counts(95, 2100, 7900), counts(95, 1900, 8100), counts(95, 2000, 8000));
        pass(2 * WINDOW);
        uint32[] memory medians = counts(2000, 8000);
        vm.expectEmit();
        emit IPayouts.SharesMeasured(bounty, miners[0], medians);
        market.settle(bounty);
        paidOwners(2000, 8000, 10_000);
        equal(feeOf(0), FEES / 3, "near enough");
    }

    function testShouldPayMediansThatAreNoWholeByTheirSum() public {
        settled(counts(95, 3000, 100), counts(95, 3000, 200), counts(95, 3000, 300));
        paidOwners(3000, 200, 3200);
        equal(has(miners[0]), 100 ether - EVALUATION_FEE + REWARD - OWNERS - REWARD * 2 / 100, "the miner his");
    }

    function testShouldPayByTheWeightsWhereNothingWasMeasured() public {
        settled(counts(95, 0, 0), counts(95, 0, 0), counts(95, 0, 0));
        paidOwners(6000, 4000, 10_000);
    }

    function testShouldPayByTheWeightsAndFineNobodyWhereMostSeatsMeasuredNothing() public {
        settled(counts(95, 0, 0), counts(95, 2000, 8000), counts(95, 0, 0));
        paidOwners(6000, 4000, 10_000);
        equal(feeOf(1), FEES / 3, "who measured");
        equal(feeOf(0), FEES / 3, "who did not");
    }

    function testShouldCostTheFeeAndNothingElseToTellSharesFarFromTheMedians() public {
        bytes32 bounty = seatedBy();
        scored(bounty, counts(95, 2000, 8000), counts(95, 2201, 8000), counts(95, 1800, 8200));
        pass(2 * WINDOW);
        vm.expectEmit();
        emit IPayouts.ShareFeeForfeited(bounty, evaluators[1]);
        market.settle(bounty);
        equal(feeOf(0), FEES / 2, "at the median");
        equal(feeOf(1), 0, "201 from it");
        equal(feeOf(2), FEES / 2, "200 from it");
        equal(bonded(evaluators[1]), TICKET, "not slashed");
        paidOwners(2000, 8000, 10_000);
    }

    function testShouldCostTheFeeToMeasureNothingWhereMostSeatsDid() public {
        settled(counts(95, 2000, 8000), counts(95, 2000, 8000), counts(95, 0, 0));
        equal(feeOf(2), 0, "measured nothing");
        equal(feeOf(0), FEES / 2, "measured");
    }

    function testShouldJudgeEveryDatasetsShare() public {
        settled(counts(95, 2000, 8000), counts(95, 2000, 7799), counts(95, 2000, 8000));
        equal(feeOf(1), 0, "the second is far");
    }

    function testShouldBurnTheFeesWhenAllSharesAreFarFromTheMedians() public {
        uint256 burned = vault.burned(ETHER);
        settled(counts(95, 0, 5000), counts(95, 5000, 9000), counts(95, 9000, 0));
        paidOwners(5000, 5000, 10_000);
        isTrue(vault.burned(ETHER) - burned >= FEES, "nobody is near");
    }

    function testShouldGiveBackTheMeasuredPartOfADatasetTheWinnerHeldNot() public {
        bytes32 bounty = opened(open(bountyTerms(), byContribution()));
        bytes32[] memory ids = new bytes32[](2);
        ids[0] = give(owners[0], miners[0], datasets[0]);
        commit(bounty, miners[0], bytes32(uint256(1)));
        toReveal(bounty);
        reveal(bounty, miners[0], bytes32(uint256(1)), ids);
        pass(GAP);
        market.poke(bounty);
        drawn(bounty);
        scored(bounty, counts(95, 1000, 9000), counts(95, 1000, 9000), counts(95, 1000, 9000));
        settle(bounty);
        equal(has(owners[0]), 100 ether + OWNERS / 10, "held");
        equal(has(owners[1]), 100 ether, "not held");
        uint256 paid = 1000 ether - REWARD - PANEL_FEE - OPENING_FEE;
        equal(has(researcher), paid + OWNERS * 9 / 10, "his part back");
    }

    function testShouldTakeTheSharesOfTheWinnersSlot() public {
        bytes32 bounty = seated(open(bountyTerms(), byContribution()), 2);
        uint32[] memory v = new uint32[](6);
        (v[0], v[1], v[2], v[3], v[4], v[5]) = (91, 95, 1000, 9000, 7000, 3000);
        scored(bounty, v, v, v);
        settle(bounty);
        paidOwners(7000, 3000, 10_000);
    }

    function testShouldTellSharesAfterTheCountsOfAllMilestones() public {
        IBountyMarket.Extras memory x = byContribution();
        x.milestones = new IBountyMarket.Milestone[](1);
        x.milestones[0] = IBountyMarket.Milestone(950_000, 4000);
        bytes32 bounty = seated(open(bountyTerms(), x), 1);
        uint32[] memory v = new uint32[](4);
        (v[0], v[1], v[2], v[3]) = (48, 40, 2500, 7500);
        scored(bounty, v, v, v);
        equal(market.stateOf(bounty).reached, 1, "the second was missed");
        settle(bounty);
        equal(has(owners[1]), 100 ether + OWNERS * 60 / 100 * 75 / 100, "of what was earned");
        equal(panel.countsOf(bounty, evaluators[0]).length, 2, "counts");
    }

    function testShouldDecideByCountsWhateverTheShares() public {
        bytes32 bounty = seatedBy();
        scored(bounty, counts(95, 0, 10_000), counts(96, 10_000, 0), counts(95, 10_000, 10_000));
        inState(bounty, IBountyMarket.State.Scored);
        equal(market.stateOf(bounty).winnerCount, 95, "median");
        settle(bounty);
        for (uint256 i; i < 3; ++i) {
            equal(bonded(evaluators[i]), TICKET, "nobody lied");
        }
    }

    function testShouldPayTheFeesOfASubmissionBelowTheThresholdWhateverTheShares() public {
        bytes32 bounty = seatedBy();
        scored(bounty, counts(80, 2000, 8000), counts(80, 9000, 1000), counts(80, 5000, 5000));
        pass(WINDOW);
        market.poke(bounty);
        inState(bounty, IBountyMarket.State.Refunded);
        equal(feeOf(1), FEES / 3, "no owner is paid, so nothing was measured for him");
    }

    function testShouldLeaveTheSharesOfAMarkedSubmissionUnread() public {
        settled(counts(95, 2000, 8000), counts(INVALID, 9000, 1000), counts(95, 2000, 8000));
        paidOwners(2000, 8000, 10_000);
        equal(feeOf(1), 0, "the mark cost it");
    }

    function refuseToOpen(bytes32 bounty, uint32[] memory v, bytes memory refusal) internal {
        for (uint256 i; i < 3; ++i) {
            commitScores(bounty, evaluators[i], v);
        }
        expect(refusal);
        vm.prank(evaluators[0]);
        panel.revealScores(bounty, v, salt(7));
    }

    function testShouldRefuseAVectorWithoutShares() public {
        refuseToOpen(seatedBy(), counts(95), abi.encodeWithSelector(IEvaluationPanel.WrongCountLength.selector, 3, 1));
    }

    function testShouldRefuseSharesWherePaidByWeights() public {
        refuseToOpen(
            seated(1), counts(95, 2000, 8000), abi.encodeWithSelector(IEvaluationPanel.WrongCountLength.selector, 1, 3)
        );
    }

    function beforeTestSetup(bytes4 test) public view returns (bytes[] memory calls) {
        if (test == this.testFuzzShouldRefuseAShareAboveTheWhole.selector) calls = beginningWith(abi.encodeCall(this.beginSeatedBy, ()));
    }

    function beginSeatedBy() public {
        begun = seatedBy();
    }

    function testFuzzShouldRefuseAShareAboveTheWhole(uint32 share) public {
        share = uint32(bound(share, 10_001, type(uint32).max));
        refuseToOpen(
            begun,
            counts(95, 10_000, share),
            abi.encodeWithSelector(IEvaluationPanel.ShareTooLarge.selector, 1, share)
        );
    }

    function testFuzzShouldPayNoMoreThanTheOwnersPartAndKeepEveryWei(uint16[6] memory s, uint256 reward) public {
        IBountyMarket.Terms memory t = bountyTerms();
        t.reward = bound(reward, 1, REWARD);
        bytes32 bounty = seated(open(t, byContribution()), 1);
        for (uint256 i; i < 6; ++i) {
            s[i] = uint16(bound(s[i], 0, 10_000));
        }
        uint256 before = has(owners[0]) + has(owners[1]);
        scored(bounty, counts(95, s[0], s[1]), counts(95, s[2], s[3]), counts(95, s[4], s[5]));
        settle(bounty);
        uint256 paid = has(owners[0]) + has(owners[1]) - before;
        uint256 part = t.reward * 23 / 100;
        isTrue(paid <= part && paid + 2 >= part, "all but what two floors drop");
        equal(bonded(evaluators[0]), TICKET, "nobody is slashed for shares");
    }
}
