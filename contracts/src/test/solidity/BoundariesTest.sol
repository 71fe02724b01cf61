// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "../../main/solidity/interfaces/IEvaluationPanel.sol";
import {IPayouts} from "../../main/solidity/interfaces/IPayouts.sol";
import {ISubmissions} from "../../main/solidity/interfaces/ISubmissions.sol";
import {BountyTerms} from "../../main/solidity/libraries/BountyTerms.sol";
import {World} from "./support/World.sol";

/// @dev What only our own contracts may ask of each other, and the terms written as code.
contract BoundariesTest is World {
    using BountyTerms for address;

    function testShouldRefuseOrdersAboutPotsFromAnybodyButTheMarket() public {
        bytes memory wanted = abi.encodeWithSelector(IPayouts.NotMarket.selector, address(this));
        expect(wanted);
        payouts.lockOpening("b");
        expect(wanted);
        payouts.lockComplaint("b");
        expect(wanted);
        payouts.lockChallenge("b", stranger);
        expect(wanted);
        payouts.burnComplaint("b");
        expect(wanted);
        IPayouts.Ending memory ending;
        (ending.bounty, ending.state) = ("b", IBountyMarket.State.Settled);
        payouts.finish(ending);
        expect(abi.encodeWithSelector(IPayouts.NotSubmissions.selector, address(this)));
        payouts.lockSubmission("b", stranger);
    }

    function testShouldRefuseVerdictsFromAnybodyButTheMarket() public {
        expect(abi.encodeWithSelector(ISubmissions.NotMarket.selector, address(this)));
        submissions.judge("b", address(0), new uint32[](0));
    }

    function write(BountyTerms.Kept memory k, uint256 datasets, uint256 evaluators) external returns (address) {
        BountyTerms.Dataset[] memory d = new BountyTerms.Dataset[](datasets);
        address[] memory named = new address[](evaluators);
        for (uint256 i; i < datasets; ++i) {
            bytes32 asset = keccak256(abi.encode(i));
            d[i] = BountyTerms.Dataset(asset, address(uint160(i + 1)), uint32(i + 2), uint16(i + 3), i % 2 == 0);
        }
        for (uint256 i; i < evaluators; ++i) {
            named[i] = address(uint160(1000 + i));
        }
        uint32[] memory thresholds = new uint32[](k.milestones - 1);
        uint16[] memory rewards = new uint16[](k.milestones - 1);
        for (uint256 i; i < thresholds.length; ++i) {
            (thresholds[i], rewards[i]) = (uint32(i + 10), uint16(i + 20));
        }
        return BountyTerms.write(k, d, thresholds, rewards, named);
    }

    function testFuzzShouldReadBackEveryTerm(BountyTerms.Kept memory k, uint8 d, uint8 m, uint8 e) public {
        k.datasets = uint8(bound(d, 0, 16));
        k.milestones = uint8(bound(m, 1, 8));
        k.evaluators = uint8(bound(e, 0, 64));
        k.windows &= (1 << 252) - 1;
        address code = this.write(k, k.datasets, k.evaluators);
        equal(keccak256(abi.encode(code.read())), keccak256(abi.encode(k)), "terms");
        for (uint256 i; i < k.datasets; ++i) {
            BountyTerms.Dataset memory x = code.dataset(i);
            equal(x.asset, keccak256(abi.encode(i)), "asset");
            equal(x.owner, address(uint160(i + 1)), "owner");
            equal(x.version, i + 2, "version");
            equal(x.weight, i + 3, "weight");
            isTrue(x.required == (i % 2 == 0), "required");
        }
        for (uint256 i; i + 1 < k.milestones; ++i) {
            (uint32 threshold, uint16 reward) = code.furtherMilestone(k, i);
            equal(threshold, i + 10, "threshold");
            equal(reward, i + 20, "reward");
        }
        address[] memory named = code.namedEvaluators(k);
        equal(named.length, k.evaluators, "named");
        for (uint256 i; i < named.length; ++i) {
            equal(named[i], address(uint160(1000 + i)), "evaluator");
        }
    }

    function testShouldNotTakeTermsThatDoNotFitIntoCode() public {
        BountyTerms.Kept memory k;
        k.milestones = 1;
        expect(BountyTerms.TermsNotWritten.selector);
        this.write(k, 0, 2100);
    }

    function testShouldNotLetAnybodyCallTheTerms() public {
        BountyTerms.Kept memory k;
        k.milestones = 1;
        address code = this.write(k, 1, 0);
        (bool success, bytes memory answer) = code.call{gas: 100_000}("x");
        isTrue(success && answer.length == 0, "stops at once");
    }

    function testFuzzShouldCutThePrivateSamplesIntoGroups(uint32 count, uint8 groups) public pure {
        uint256 n = bound(groups, 1, 8);
        uint256 sum;
        for (uint256 g; g < n; ++g) {
            sum += BountyTerms.groupSize(count, n, g);
        }
        equal(sum, count, "disjoint and all");
    }

    function testShouldSayTheOpeningFeeAndWhatNothingEarns() public {
        equal(market.openingFee(), OPENING_FEE, "fee");
        equal(market.earnedBps(open(), 0), 0, "no milestone");
        equal(rules.sampleCount(1001), 101, "a tenth, rounded up");
    }

    function testShouldKnowNoScoresOfWhoHasNoSeat() public {
        bytes32 bounty = seated(1);
        expect(abi.encodeWithSelector(IEvaluationPanel.NotSeated.selector, bounty, stranger));
        panel.countsOf(bounty, stranger);
    }

    function testShouldSeatWhoHoldsManyTicketsOnce() public {
        vm.prank(evaluators[0]);
        actors.bond(5 * TICKET);
        pass(1);
        address[] memory seats = panel.seatsOf(seated(1));
        equal(seats.length, 3, "three");
        isTrue(seats[0] != seats[1] && seats[1] != seats[2] && seats[0] != seats[2], "different");
    }

    function testShouldPassOverStruckSubmissionsAndKeepTheBest() public {
        bytes32 bounty = opened();
        bytes32[][] memory ids = new bytes32[][](3);
        for (uint256 i; i < 3; ++i) {
            ids[i] = giveAll(miners[i]);
            commit(bounty, miners[i], i == 1 ? bytes32(uint256(1)) : bytes32(i + 1));
        }
        toReveal(bounty);
        for (uint256 i; i < 3; ++i) {
            reveal(bounty, miners[i], i == 1 ? bytes32(uint256(1)) : bytes32(i + 1), ids[i]);
        }
        pass(GAP);
        market.poke(bounty);
        drawn(bounty);
        uint32[] memory c = counts(96, 0, 92);
        scored(bounty, c, c, c);
        equal(submissions.minersOf(bounty).length, 3, "slots");
        isTrue(submissions.submissionOf(bounty, miners[1]).status == ISubmissions.Status.Struck, "struck");
        equal(market.stateOf(bounty).winner, miners[0], "the better one");
    }
}
