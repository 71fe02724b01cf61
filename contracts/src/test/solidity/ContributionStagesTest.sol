// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEvaluationPanel} from "../../main/solidity/interfaces/IEvaluationPanel.sol";
import {IPayouts} from "../../main/solidity/interfaces/IPayouts.sol";
import {Crowd} from "./support/Crowd.sol";

/// @dev Shares of a challenge's seats, and of seats that sign together. The first panel says 2 000 and 8 000.
contract ContributionStagesTest is Crowd {
    uint256 internal constant OWNERS = REWARD * 23 / 100;

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 3; ++i) {
            vm.prank(evaluators[i]);
            actors.unbond(TICKET);
        }
        pass(1);
    }

    function challenged() internal returns (bytes32 bounty) {
        bounty = seated(open(bountyTerms(), byContribution()), 1);
        scoreBy(bounty, counts(95, 2000, 8000));
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
    }

    function paid(bytes32 bounty, uint256 first, uint256 second) internal {
        runOut(bounty);
        equal(has(owners[0]), 100 ether + OWNERS * first / 10_000, "first owner");
        equal(has(owners[1]), 100 ether + OWNERS * second / 10_000, "second owner");
    }

    function testShouldTakeTheSharesOfTheChallengeAndJudgeTheFirstPanelByThem() public {
        bytes32 bounty = seated(open(bountyTerms(), byContribution()), 1);
        address[] memory first = seats(bounty);
        uint256 before = has(first[0]);
        scoreBy(bounty, counts(95, 2000, 8000));
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        address[] memory second = seats(bounty);
        scoreBy(bounty, 0, 4, counts(95, 5000, 5000));
        paid(bounty, 5000, 5000);
        isTrue(has(first[0]) <= before + OPENING_FEE, "no panel fee, for he is far from the challenge");
        isTrue(has(second[0]) >= 90 ether + PANEL_FEE * 7 / 3 / 4, "a quarter of the bond");
    }

    function testShouldTakeTheFeeOfASeatOfTheChallengeThatTellsSharesFarFromItsMedians() public {
        bytes32 bounty = challenged();
        address[] memory second = seats(bounty);
        for (uint256 i; i < 7; ++i) {
            commitAs(bounty, second[i], sharesOf(i));
        }
        for (uint256 i; i < 7; ++i) {
            revealScores(bounty, second[i], sharesOf(i));
        }
        pass(WINDOW);
        vm.expectEmit();
        emit IPayouts.ShareFeeForfeited(bounty, second[6]);
        market.settle(bounty);
        paid(bounty, 2000, 8000);
        uint256 sixth = PANEL_FEE * 7 / 3 / 6;
        isTrue(has(second[0]) >= 90 ether + sixth, "six share the bond");
        isTrue(has(second[6]) < 90 ether + sixth, "he does not");
    }

    function sharesOf(uint256 seat) internal pure returns (uint32[] memory) {
        return seat == 6 ? counts(95, 5000, 5000) : counts(95, 2000, 8000);
    }

    function testShouldTakeTheSharesOfThePanelWhereTooFewOfTheChallengeTellAny() public {
        bytes32 bounty = challenged();
        scoreBy(bounty, 0, 3, counts(95, 5000, 5000));
        paid(bounty, 2000, 8000);
    }

    function testShouldTakeTheSharesOfThePanelWhereNobodyAnswersTheChallenge() public {
        paid(challenged(), 2000, 8000);
    }

    function signed(bytes32 bounty, uint32[] memory c) internal returns (bytes[] memory signatures) {
        address[] memory all = seats(bounty);
        bytes32 digest = panel.scoresDigest(bounty, c);
        signatures = new bytes[](3);
        for (uint256 i; i < 3; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[all[i]], digest);
            signatures[i] = abi.encodePacked(r, s, v);
        }
    }

    function threeOf(uint32 a, uint32 b, uint32 third) internal pure returns (uint32[] memory c) {
        c = new uint32[](9);
        for (uint256 i; i < 9; i += 3) {
            (c[i], c[i + 1], c[i + 2]) = (uint32(94 + i / 3), a, b);
        }
        c[8] = third;
    }

    function testShouldKeepTheSharesOfSeatsThatSignTogether() public {
        bytes32 bounty = seated(open(bountyTerms(), byContribution()), 1);
        uint32[] memory c = threeOf(3000, 7000, 7100);
        bytes[] memory signatures = signed(bounty, c);
        panel.submitSigned(bounty, c, signatures);
        equal(market.stateOf(bounty).winnerCount, 95, "median");
        equal(panel.countsOf(bounty, seats(bounty)[1])[0], 95, "counts lie side by side");
        paid(bounty, 3000, 7000);
    }

    function testShouldRefuseSignedSharesAboveTheWholeAndVectorsWithoutShares() public {
        bytes32 bounty = seated(open(bountyTerms(), byContribution()), 1);
        uint32[] memory c = threeOf(3000, 7000, 10_001);
        bytes[] memory signatures = signed(bounty, c);
        expect(abi.encodeWithSelector(IEvaluationPanel.ShareTooLarge.selector, 1, 10_001));
        panel.submitSigned(bounty, c, signatures);
        c = counts(95, 95, 95);
        signatures = signed(bounty, c);
        expect(abi.encodeWithSelector(IEvaluationPanel.WrongCountLength.selector, 9, 3));
        panel.submitSigned(bounty, c, signatures);
    }
}
