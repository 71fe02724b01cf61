// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {Crowd} from "./support/Crowd.sol";

contract ChallengeTest is Crowd {
    uint256 internal constant BOND = 0.7 ether;

    function challenged(uint32 first) internal returns (bytes32 bounty) {
        bounty = seated(1);
        scoreBy(bounty, counts(first));
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
    }

    function testShouldLockASecondPanelsFeesOfAnyChallenger() public {
        bytes32 bounty = seated(1);
        scoreBy(bounty, counts(95));
        uint256 before = pot(bounty);
        challenge(bounty);
        equal(has(stranger), 1000 ether - BOND, "0.3 ether for three seats are 0.7 for seven");
        equal(pot(bounty), before + BOND, "in the pot");
        inState(bounty, IBountyMarket.State.Drawing);
    }

    function testShouldRefuseAChallengeBeforeAndAfterItsWindow() public {
        bytes32 bounty = seated(1);
        expect(abi.encodeWithSelector(IBountyMarket.WrongState.selector, bounty, IBountyMarket.State.Scoring));
        challenge(bounty);
        scoreBy(bounty, counts(95));
        pass(WINDOW);
        expect(abi.encodeWithSelector(IBountyMarket.WrongState.selector, bounty, IBountyMarket.State.Delivering));
        challenge(bounty);
    }

    function testShouldSeatTwiceMPlusOneWhoHaveNoSeatAndAreNotTheChallenger() public {
        bytes32 bounty = seated(1);
        address[] memory first = seats(bounty);
        scoreBy(bounty, counts(95));
        address doubter;
        for (uint256 i; doubter == address(0); ++i) {
            if (!panel.hasSeat(bounty, evaluators[i])) doubter = evaluators[i];
        }
        vm.prank(doubter);
        market.challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        address[] memory second = seats(bounty);
        equal(second.length, 7, "seats");
        for (uint256 i; i < 7; ++i) {
            isTrue(second[i] != doubter, "the challenger is a party");
            for (uint256 j; j < 3; ++j) {
                isTrue(second[i] != first[j], "fresh");
            }
        }
    }

    function testShouldOverturnPayTheSecondPanelFromTheLiarsAndGiveTheBondBack() public {
        bytes32 bounty = seated(1);
        address[] memory liars = seats(bounty);
        scoreBy(bounty, counts(95));
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        address[] memory second = seats(bounty);
        uint256 before = has(second[6]);
        scoreBy(bounty, counts(50));

        inState(bounty, IBountyMarket.State.Refunded);
        equal(pot(bounty), 0, "pot");
        equal(has(stranger), 1000 ether, "bond back");
        for (uint256 i; i < 3; ++i) {
            equal(slashed(liars[i]), LOCK / 10, "liar");
        }
        isTrue(has(second[6]) - before >= 3 * (LOCK / 10) / 7, "paid from the slashes");
        equal(has(researcher), 1000 ether - PANEL_FEE - OPENING_FEE, "reward back");
    }

    function testShouldPayTheSecondPanelFromTheBondWhenUpheld() public {
        bytes32 bounty = challenged(95);
        address[] memory second = seats(bounty);
        scoreBy(bounty, counts(96));
        inState(bounty, IBountyMarket.State.Delivering);
        equal(market.stateOf(bounty).winnerCount, 96, "the second verdict is final");
        pass(WINDOW);
        uint256 before = has(second[6]);
        market.settle(bounty);
        equal(has(stranger), 1000 ether - BOND, "the bond is gone");
        isTrue(has(second[6]) - before >= BOND / 7, "to the second panel");
        equal(pot(bounty), 0, "pot");
    }

    function testShouldNotOpenASecondChallenge() public {
        bytes32 bounty = challenged(95);
        scoreBy(bounty, counts(96));
        expect(abi.encodeWithSelector(IBountyMarket.WrongState.selector, bounty, IBountyMarket.State.Delivering));
        challenge(bounty);
    }

    function testShouldKeepTheFirstVerdictAndGiveTheBondBackWhenNoSecondPanelIsFound() public {
        for (uint256 i = 7; i < evaluators.length; ++i) {
            vm.prank(evaluators[i]);
            actors.unbond(TICKET);
        }
        pass(1);
        bytes32 bounty = challenged(95);
        inState(bounty, IBountyMarket.State.Delivering);
        pass(WINDOW);
        market.settle(bounty);
        equal(has(stranger), 1000 ether, "bond back");
        equal(pot(bounty), 0, "pot");
    }

    function testShouldKeepTheFirstVerdictAndGiveTheBondBackWhenNobodyReveals() public {
        bytes32 bounty = challenged(95);
        address[] memory second = seats(bounty);
        runOut(bounty);
        inState(bounty, IBountyMarket.State.Settled);
        equal(has(stranger), 1000 ether, "bond back");
        equal(slashed(second[0]), LOCK / 50, "absent");
    }

    function testShouldKeepTheFirstVerdictWhenNoSeedComes() public {
        bytes32 bounty = seated(1);
        scoreBy(bounty, counts(95));
        challenge(bounty);
        runOut(bounty);
        inState(bounty, IBountyMarket.State.Settled);
        equal(has(stranger), 1000 ether, "bond back");
    }

    function testShouldKeepTheFirstVerdictOfWhatTheSecondPanelLeavesUndecided() public {
        bytes32 bounty = challenged(95);
        scoreBy(bounty, 0, 3, counts(50));
        inState(bounty, IBountyMarket.State.Delivering);
        equal(market.stateOf(bounty).winnerCount, 95, "three of seven are no majority");
    }

    function testShouldNotRefillTheSecondPanel() public {
        bytes32 bounty = challenged(95);
        scoreBy(bounty, 0, 2, counts(50));
        inState(bounty, IBountyMarket.State.Delivering);
        equal(seats(bounty).length, 7, "no more");
    }

    function testShouldJudgeTheSeatsByTheFinalVerdictOnly() public {
        bytes32 bounty = seated(1);
        address[] memory first = seats(bounty);
        commitAs(bounty, first[0], counts(60));
        commitAs(bounty, first[1], counts(95));
        commitAs(bounty, first[2], counts(95));
        revealScores(bounty, first[0], counts(60));
        revealScores(bounty, first[1], counts(95));
        revealScores(bounty, first[2], counts(95));
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        scoreBy(bounty, counts(60));
        inState(bounty, IBountyMarket.State.Refunded);
        equal(slashed(first[0]), 0, "was right");
        equal(slashed(first[1]), LOCK / 10, "was wrong");
    }

    function testShouldBurnEverySeatThatCountedAWinnerWhoseKeyWasWithheldInBothPanels() public {
        bytes32 bounty = seated(1);
        address[] memory first = seats(bounty);
        scoreBy(bounty, counts(95));
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        address[] memory second = seats(bounty);
        scoreBy(bounty, counts(95));
        vm.prank(researcher);
        market.complain(bounty);
        pass(WINDOW);
        market.refund(bounty);
        equal(slashed(first[0]), LOCK, "first");
        equal(slashed(second[0]), LOCK, "second");
        equal(pot(bounty), 0, "pot");
    }

    function beforeTestSetup(bytes4 test) public view returns (bytes[] memory calls) {
        if (test == this.testFuzzShouldKeepEveryWeiThroughAChallenge.selector) calls = beginningWith(abi.encodeCall(this.beginChallenged, ()));
    }

    function beginChallenged() public {
        begun = challenged(95);
    }

    function testFuzzShouldKeepEveryWeiThroughAChallenge(uint32[7] memory given, uint8 silent) public {
        bytes32 bounty = begun;
        address[] memory second = seats(bounty);
        for (uint256 i; i < 7; ++i) {
            given[i] = uint32(bound(given[i], 0, PRIVATE));
            if ((silent >> i) & 1 == 0) commitAs(bounty, second[i], counts(given[i]));
        }
        if (state(bounty) == IBountyMarket.State.Scoring) pass(WINDOW);
        for (uint256 i; i < 7; ++i) {
            if ((silent >> i) & 1 == 0) {
                revealScores(bounty, second[i], counts(given[i]));
            }
        }
        runOut(bounty);
        uint256 sum = has(researcher) + has(stranger) + has(platform) + vault.burned(ETHER);
        for (uint256 i; i < 3; ++i) {
            sum += has(miners[i]) + has(owners[i]);
        }
        for (uint256 i; i < evaluators.length; ++i) {
            sum += has(evaluators[i]) + bonded(evaluators[i]);
        }
        equal(sum, address(vault).balance, "every wei");
    }

    function testShouldDecideByFourOfSeven() public {
        bytes32 bounty = challenged(95);
        scoreBy(bounty, 0, 4, counts(50));
        inState(bounty, IBountyMarket.State.Refunded);
        isTrue(market.stateOf(bounty).overturned, "a majority of the second panel");
    }

    function testShouldAcceptAChallengeInTheLastSecond() public {
        bytes32 bounty = seated(1);
        scoreBy(bounty, counts(95));
        now_ = market.stateOf(bounty).deadline - 1;
        vm.warp(now_);
        challenge(bounty);
        inState(bounty, IBountyMarket.State.Drawing);
    }

    function testShouldGiveTheSecondPanelTheLiarsSlashesOnly() public {
        bytes32 bounty = seated(1);
        address silent = seats(bounty)[2];
        scoreBy(bounty, 0, 2, counts(95));
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        scoreBy(bounty, counts(50));
        inState(bounty, IBountyMarket.State.Refunded);
        equal(slashed(silent), LOCK / 50, "absent");
        isTrue(vault.burned(ETHER) >= LOCK / 50, "his slash is burned");
        isTrue(vault.burned(ETHER) < LOCK / 50 + 100, "and the liars' is not");
    }

    /// @dev Refill, then challenge, then complaint, one bounty after the other through all that can delay it.
    function testShouldEndARefilledChallengedAndComplainedBountyToTheWei() public {
        bytes32 bounty = seated(2);
        scoreBy(bounty, 0, 1, counts(95, 91));
        pass(1);
        contribute(bounty, 2);
        scoreBy(bounty, 3, 5, counts(95, 91));
        inState(bounty, IBountyMarket.State.Scored);
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        address[] memory second = seats(bounty);
        scoreBy(bounty, counts(90, 93));
        inState(bounty, IBountyMarket.State.Delivering);
        equal(market.stateOf(bounty).winner, miners[1], "overturned");
        vm.prank(researcher);
        market.complain(bounty);
        pass(WINDOW);
        market.refund(bounty);
        runOut(bounty);
        equal(has(miners[0]), 100 ether - EVALUATION_FEE, "no longer the winner: stake back");
        equal(has(miners[1]), 100 ether - EVALUATION_FEE - STAKE, "withheld the key");
        equal(slashed(second[0]), LOCK, "counted the winner");
        equal(has(stranger), 1000 ether, "was right");
        equal(has(researcher), 1000 ether - PANEL_FEE - OPENING_FEE, "reward and bond back");
    }
}
