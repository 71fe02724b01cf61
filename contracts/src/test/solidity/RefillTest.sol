// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "../../main/solidity/interfaces/IEvaluationPanel.sol";
import {ISubmissions} from "../../main/solidity/interfaces/ISubmissions.sol";
import {Crowd} from "./support/Crowd.sol";

contract RefillTest is Crowd {
    function refilled(bytes32 bounty) internal returns (uint256 first) {
        inState(bounty, IBountyMarket.State.Drawing);
        first = seats(bounty).length;
        pass(1);
        contribute(bounty, 1 + roundOf(bounty));
        inState(bounty, IBountyMarket.State.Scoring);
    }

    function testShouldRefillSilentSeatsAndKeepTheReportsGiven() public {
        bytes32 bounty = seated(1);
        address[] memory before = seats(bounty);
        scoreBy(bounty, 0, 1, counts(95));
        uint256 first = refilled(bounty);
        address[] memory after_ = seats(bounty);
        equal(after_.length, 5, "two more");
        for (uint256 i = first; i < 5; ++i) {
            isTrue(after_[i] != before[0] && after_[i] != before[1] && after_[i] != before[2], "fresh");
        }
        scoreBy(bounty, first, 5, counts(95));
        inState(bounty, IBountyMarket.State.Scored);
        pass(2 * WINDOW);
        market.settle(bounty);
        equal(slashed(before[1]), LOCK / 50, "absent");
        equal(slashed(before[0]), 0, "reported");
    }

    function testShouldNotRefillWhenEveryVerdictIsThere() public {
        bytes32 bounty = seated(1);
        scoreBy(bounty, 0, 2, counts(95));
        inState(bounty, IBountyMarket.State.Scored);
    }

    function testShouldRefillWhenTwoOfThreeDisagree() public {
        bytes32 bounty = seated(1);
        address[] memory before = seats(bounty);
        commitAs(bounty, before[0], counts(95));
        commitAs(bounty, before[1], counts(60));
        pass(WINDOW);
        revealScores(bounty, before[0], counts(95));
        revealScores(bounty, before[1], counts(60));
        uint256 first = refilled(bounty);
        equal(seats(bounty).length, first + 1, "one more");
        scoreBy(bounty, first, first + 1, counts(95));
        inState(bounty, IBountyMarket.State.Scored);
        equal(market.stateOf(bounty).winnerCount, 95, "median of three");
        runOut(bounty);
        equal(slashed(before[1]), LOCK / 10, "lied");
    }

    function testShouldRefillTwiceAtMost() public {
        bytes32 bounty = seated(1);
        scoreBy(bounty, 0, 0, counts(95));
        uint256 first = refilled(bounty);
        scoreBy(bounty, first, first, counts(95));
        first = refilled(bounty);
        equal(roundOf(bounty), 2, "second refill");
        scoreBy(bounty, first, first, counts(95));
        inState(bounty, IBountyMarket.State.Refunded);
        equal(uint256(statusOf(bounty, 0)), uint256(ISubmissions.Status.Undecided), "void");
        equal(has(miners[0]), 100 ether, "stake and fee back");
        equal(pot(bounty), 0, "pot");
    }

    function testShouldRefuseASeatThatWasRefilled() public {
        bytes32 bounty = seated(1);
        address silent = seats(bounty)[2];
        scoreBy(bounty, 0, 1, counts(95));
        refilled(bounty);
        expect(abi.encodeWithSelector(IEvaluationPanel.NotSeated.selector, bounty, silent));
        vm.prank(silent);
        panel.commitScores(bounty, "h");
    }

    function testShouldBindAScoreCommitToItsRound() public {
        bytes32 bounty = seated(1);
        scoreBy(bounty, 0, 1, counts(95));
        uint256 first = refilled(bounty);
        address late = seats(bounty)[first];
        address other = seats(bounty)[first + 1];
        bytes32 ofRoundZero = scoreCommit(bounty, late, counts(95));
        vm.prank(late);
        panel.commitScores(bounty, ofRoundZero);
        commitAs(bounty, other, counts(95));
        expect(abi.encodeWithSelector(IEvaluationPanel.WrongOpening.selector, bounty, late));
        revealScores(bounty, late, counts(95));
    }

    function testShouldShareTheFeesAmongAllWhoRevealedInAnyRound() public {
        bytes32 bounty = seated(1);
        scoreBy(bounty, 0, 1, counts(95));
        uint256 first = refilled(bounty);
        scoreBy(bounty, first, first + 2, counts(95));
        address[] memory all = seats(bounty);
        uint256 early = has(all[0]);
        uint256 late = has(all[first]);
        pass(2 * WINDOW);
        market.settle(bounty);
        uint256 share = (PANEL_FEE + EVALUATION_FEE) / 3;
        isTrue(has(all[0]) - early >= share && has(all[first]) - late >= share, "equal shares");
    }

    function testShouldGoOnWithFewerWhenNotAllSeatsCanBeRefilled() public {
        for (uint256 i = 4; i < evaluators.length; ++i) {
            vm.prank(evaluators[i]);
            actors.unbond(TICKET);
        }
        pass(1);
        bytes32 bounty = seated(1);
        scoreBy(bounty, 0, 1, counts(95));
        uint256 first = refilled(bounty);
        equal(seats(bounty).length, 4, "only one is left");
        scoreBy(bounty, first, 4, counts(95));
        inState(bounty, IBountyMarket.State.Scored);
    }

    function testShouldJudgeWhatIsThereWhenTheRefillsSeedFails() public {
        bytes32 bounty = seated(2);
        address[] memory all = seats(bounty);
        commitAs(bounty, all[0], counts(95, 95));
        commitAs(bounty, all[1], counts(95, 60));
        pass(WINDOW);
        revealScores(bounty, all[0], counts(95, 95));
        revealScores(bounty, all[1], counts(95, 60));
        inState(bounty, IBountyMarket.State.Drawing);
        pass(WINDOW);
        market.poke(bounty);
        pass(WINDOW);
        market.poke(bounty);
        inState(bounty, IBountyMarket.State.Scored);
        equal(uint256(statusOf(bounty, 0)), uint256(ISubmissions.Status.Scored), "decided");
        equal(uint256(statusOf(bounty, 1)), uint256(ISubmissions.Status.Undecided), "void");
        equal(market.stateOf(bounty).winner, miners[0], "winner");
    }

    function testShouldNotRefillWhenNobodyWasSilent() public {
        IBountyMarket.Terms memory t = bountyTerms();
        (t.seats, t.quorum) = (4, 3);
        bytes32 bounty = seated(open(t), 1);
        address[] memory all = seats(bounty);
        for (uint256 i; i < 4; ++i) {
            commitAs(bounty, all[i], counts(i < 2 ? 95 : 60));
        }
        for (uint256 i; i < 4; ++i) {
            revealScores(bounty, all[i], counts(i < 2 ? 95 : 60));
        }
        inState(bounty, IBountyMarket.State.Refunded);
        equal(uint256(statusOf(bounty, 0)), uint256(ISubmissions.Status.Undecided), "two against two");
        equal(has(miners[0]), 100 ether - EVALUATION_FEE, "stake back, the panel worked");
    }
}
