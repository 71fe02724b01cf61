// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "../../main/solidity/interfaces/IEvaluationPanel.sol";
import {Crowd} from "./support/Crowd.sol";

/// @dev A test set that the seats cannot use: the key is asked for, then scoring restarts or the researcher defaults.
contract TestSetTest is Crowd {
    bytes32 internal constant TEST_KEY = keccak256("K of the test set");

    function withKey() internal returns (IBountyMarket.Terms memory t) {
        t = bountyTerms();
        t.testKeyCommit = keccak256(abi.encode(block.chainid, address(market), researcher, t.nonce, TEST_KEY));
    }

    function scoring(uint256 count) internal returns (bytes32) {
        return seated(open(withKey()), count);
    }

    function report(bytes32 bounty, uint256 seat, uint64 unopened) internal {
        address who = seats(bounty)[seat];
        vm.prank(who);
        panel.reportTestSet(bounty, unopened);
    }

    function testShouldStopTheClockWhenEnoughSeatsCannotUseTheTestSet() public {
        bytes32 bounty = scoring(1);
        report(bounty, 0, 0);
        isTrue(market.stateOf(bounty).testKey == IBountyMarket.TestKey.NotAsked, "one of three is not enough");
        pass(10);
        report(bounty, 1, 0);
        isTrue(market.stateOf(bounty).testKey == IBountyMarket.TestKey.Asked, "m - t + 1 = 2");
        equal(market.stateOf(bounty).deadline, now_ + WINDOW, "publish window");
        inState(bounty, IBountyMarket.State.Scoring);
    }

    function testShouldRestartScoringOnceWhenTheKeyIsPublished() public {
        bytes32 bounty = scoring(1);
        report(bounty, 0, 0);
        report(bounty, 1, 0);
        expect(abi.encodeWithSelector(IBountyMarket.WrongKey.selector, bounty));
        market.publishTestKey(bounty, "another");
        pass(WINDOW - 1);
        market.publishTestKey(bounty, TEST_KEY);
        equal(market.stateOf(bounty).deadline, now_ + WINDOW, "a whole window again");
        scoreBy(bounty, counts(95));
        inState(bounty, IBountyMarket.State.Scored);
    }

    function testShouldRefuseATestKeyNobodyAskedFor() public {
        bytes32 bounty = scoring(1);
        expect(abi.encodeWithSelector(IBountyMarket.TestKeyNotAsked.selector, bounty));
        market.publishTestKey(bounty, TEST_KEY);
        report(bounty, 0, 0);
        report(bounty, 1, 0);
        market.publishTestKey(bounty, TEST_KEY);
        expect(abi.encodeWithSelector(IBountyMarket.TestKeyNotAsked.selector, bounty));
        market.publishTestKey(bounty, TEST_KEY);
    }

    function testShouldDefaultWhenTheKeyIsNotPublished() public {
        bytes32 bounty = scoring(2);
        address[] memory all = seats(bounty);
        uint256 before = has(all[0]);
        report(bounty, 0, 2);
        report(bounty, 1, 2);
        pass(WINDOW);
        market.refund(bounty);

        inState(bounty, IBountyMarket.State.Defaulted);
        equal(pot(bounty), 0, "pot");
        uint256 fifth = REWARD / 5;
        equal(has(miners[0]), 100 ether - EVALUATION_FEE + fifth, "stake back and the whole fifth");
        equal(has(miners[1]), 100 ether - EVALUATION_FEE, "two seats could not open his: stake back only");
        equal(has(researcher), 1000 ether - fifth - PANEL_FEE - OPENING_FEE, "the rest back");
        isTrue(has(all[0]) - before >= (PANEL_FEE + 2 * EVALUATION_FEE) / 2, "panel paid");
        equal(slashed(all[0]), 0, "nobody is blamed");
        equal(slashed(all[2]), 0, "nor who was slower than the others");
    }

    function testShouldShareTheFifthAmongAllWhoseSubmissionsWereNotTheReason() public {
        bytes32 bounty = scoring(3);
        report(bounty, 0, 1);
        report(bounty, 1, 2);
        pass(WINDOW);
        market.refund(bounty);
        for (uint256 i; i < 3; ++i) {
            equal(has(miners[i]), 100 ether - EVALUATION_FEE + REWARD / 5 / 3, "listed by one seat at most");
        }
    }

    function testShouldGiveTheFifthBackWhenEverySubmissionWasTheReason() public {
        bytes32 bounty = scoring(1);
        report(bounty, 0, 1);
        report(bounty, 2, 1);
        pass(WINDOW);
        market.refund(bounty);
        inState(bounty, IBountyMarket.State.Defaulted);
        equal(has(researcher), 1000 ether - PANEL_FEE - OPENING_FEE, "reward back");
    }

    function testShouldDefaultAtASecondMajorityOfReports() public {
        bytes32 bounty = scoring(1);
        report(bounty, 0, 0);
        report(bounty, 1, 0);
        market.publishTestKey(bounty, TEST_KEY);
        report(bounty, 0, 0);
        inState(bounty, IBountyMarket.State.Scoring);
        report(bounty, 2, 0);
        inState(bounty, IBountyMarket.State.Defaulted);
    }

    function testShouldBlameNoSeatThatAHurriedTestKeyLeftNoTime() public {
        bytes32 bounty = scoring(1);
        address slow = seats(bounty)[2];
        report(bounty, 0, 0);
        report(bounty, 1, 0);
        market.publishTestKey(bounty, TEST_KEY);
        report(bounty, 0, 0);
        report(bounty, 1, 0);
        inState(bounty, IBountyMarket.State.Defaulted);
        equal(slashed(slow), 0, "all in one block");
    }

    function testShouldBlameWhoWasSilentInARoundBeforeTheDefault() public {
        bytes32 bounty = scoring(1);
        address silent = seats(bounty)[1];
        scoreBy(bounty, 0, 1, counts(95));
        pass(1);
        contribute(bounty, 2);
        uint256 first = seats(bounty).length - 2;
        report(bounty, first, 0);
        report(bounty, first + 1, 0);
        pass(WINDOW);
        market.refund(bounty);
        inState(bounty, IBountyMarket.State.Defaulted);
        equal(slashed(silent), LOCK / 50, "had his whole time");
    }

    function testShouldCountTheReportsSinceTheRestartOnly() public {
        bytes32 bounty = scoring(1);
        report(bounty, 0, 1);
        report(bounty, 1, 1);
        market.publishTestKey(bounty, TEST_KEY);
        equal(panel.unopenedOf(bounty)[0], 0, "forgotten");
        report(bounty, 2, 1);
        equal(panel.unopenedOf(bounty)[0], 1, "since then");
    }

    function testShouldRefuseReportsOfOthersTwiceAndAfterACommit() public {
        bytes32 bounty = scoring(1);
        expect(abi.encodeWithSelector(IEvaluationPanel.NotSeated.selector, bounty, stranger));
        vm.prank(stranger);
        panel.reportTestSet(bounty, 0);
        report(bounty, 0, 0);
        address[] memory all = seats(bounty);
        expect(abi.encodeWithSelector(IEvaluationPanel.AlreadyReported.selector, bounty, all[0]));
        vm.prank(all[0]);
        panel.reportTestSet(bounty, 0);
        commitAs(bounty, all[1], counts(95));
        expect(abi.encodeWithSelector(IEvaluationPanel.AlreadyCommitted.selector, bounty, all[1]));
        vm.prank(all[1]);
        panel.reportTestSet(bounty, 0);
    }

    function testShouldLetAReporterScoreAfterAll() public {
        bytes32 bounty = scoring(1);
        report(bounty, 0, 0);
        scoreBy(bounty, counts(95));
        inState(bounty, IBountyMarket.State.Scored);
    }

    function testShouldTreatAMinorityOfReportsAsAbsence() public {
        bytes32 bounty = scoring(1);
        address[] memory all = seats(bounty);
        report(bounty, 0, 0);
        scoreBy(bounty, 1, 3, counts(95));
        runOut(bounty);
        equal(slashed(all[0]), LOCK / 50, "never committed");
    }

    function testShouldRefuseReportsInAChallenge() public {
        bytes32 bounty = scoring(1);
        scoreBy(bounty, counts(95));
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        address who = seats(bounty)[0];
        expect(abi.encodeWithSelector(IEvaluationPanel.NotReportable.selector, bounty));
        vm.prank(who);
        panel.reportTestSet(bounty, 0);
    }

    /// @dev Two seats ask for the key, get it on another way and score with the third after all.
    function askedAndScored(uint256 count) internal returns (bytes32 bounty) {
        bounty = scoring(count);
        report(bounty, 0, 0);
        report(bounty, 1, 0);
    }

    function testShouldNotDefaultInAChallengeForAKeyThatWasAskedForBefore() public {
        bytes32 bounty = askedAndScored(1);
        scoreBy(bounty, counts(95));
        inState(bounty, IBountyMarket.State.Scored);
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        scoreBy(bounty, 0, 3, counts(50));
        inState(bounty, IBountyMarket.State.Delivering);
        equal(market.stateOf(bounty).winner, miners[0], "three of seven decide nothing, the first verdict stays");
    }

    function testShouldNotDefaultInARefillForAKeyThatWasAskedForBefore() public {
        bytes32 bounty = askedAndScored(1);
        address[] memory all = seats(bounty);
        for (uint256 i; i < 3; ++i) {
            commitAs(bounty, all[i], counts(95));
        }
        revealScores(bounty, all[2], counts(95));
        pass(WINDOW);
        market.poke(bounty);
        pass(1);
        contribute(bounty, 2);
        inState(bounty, IBountyMarket.State.Scoring);
        isTrue(market.stateOf(bounty).testKey == IBountyMarket.TestKey.NotAsked, "who scored needs no key");
        scoreBy(bounty, 3, 4, counts(95));
        inState(bounty, IBountyMarket.State.Scored);
    }

    function testShouldShareTheFifthAmongSubmissionsThatStandOnly() public {
        bytes32 bounty = opened(open(withKey()));
        bytes32[] memory ids = giveAll(miners[0]);
        for (uint256 i; i < 3; ++i) {
            commit(bounty, miners[i], bytes32(i + 1));
        }
        toReveal(bounty);
        reveal(bounty, miners[0], bytes32(uint256(1)), ids);
        reveal(bounty, miners[1], bytes32(uint256(2)), new bytes32[](2));
        pass(WINDOW + GAP);
        market.poke(bounty);
        drawn(bounty);
        report(bounty, 0, 0);
        report(bounty, 1, 0);
        pass(WINDOW);
        market.refund(bounty);
        inState(bounty, IBountyMarket.State.Defaulted);
        equal(has(miners[0]), 100 ether - EVALUATION_FEE + REWARD / 5, "stands");
        equal(has(miners[1]), 100 ether - EVALUATION_FEE, "without a grant");
        equal(has(miners[2]), 100 ether - EVALUATION_FEE - STAKE, "never opened");
    }
}
