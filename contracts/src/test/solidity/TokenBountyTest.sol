// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {TokenCrowd} from "./support/TokenCrowd.sol";

/// @dev Reward, fees and stakes in a token; the opening fee and every bond stay in ether.
contract TokenBountyTest is TokenCrowd {
    function setUp() public override {
        super.setUp();
        address[5] memory rich = [researcher, stranger, miners[0], miners[1], miners[2]];
        for (uint256 i; i < 5; ++i) {
            fundInToken(rich[i], 100 ether);
        }
    }

    function tokenTerms() internal returns (IBountyMarket.Terms memory t) {
        t = bountyTerms();
        t.token = address(token);
        t.seatLock = 1 ether;
    }

    function ofToken(address who) internal view returns (uint256) {
        return vault.available(address(token), who);
    }

    function seatedInTokens() internal returns (bytes32) {
        return seated(open(tokenTerms()), 1);
    }

    function emptied(bytes32 bounty) internal view {
        equal(pot(bounty), 0, "ether");
        equal(vault.potOf(address(payouts), bounty, address(token)), 0, "token");
    }

    function testShouldPayEverybodyInTheTokenAndContributorsInEther() public {
        bytes32 bounty = seatedInTokens();
        equal(has(researcher), 1000 ether - OPENING_FEE, "only the opening fee is ether");
        equal(ofToken(researcher), 100 ether - REWARD - PANEL_FEE, "reward and panel fee");
        address seat = seats(bounty)[0];
        scoreBy(bounty, counts(95));
        pass(2 * WINDOW);
        market.settle(bounty);
        emptied(bounty);
        equal(ofToken(platform), REWARD * 2 / 100, "platform");
        equal(ofToken(owners[0]), REWARD * 23 / 100 * 60 / 100, "owner");
        equal(ofToken(miners[0]), 100 ether - EVALUATION_FEE + REWARD * 75 / 100, "miner");
        equal(ofToken(seat), (PANEL_FEE + EVALUATION_FEE) / 3, "seat");
        equal(locked(seat), 0, "lock");
    }

    function testShouldLockTheAmountTheBountyStates() public {
        bytes32 bounty = seatedInTokens();
        equal(locked(seats(bounty)[0]), 1 ether, "stated");
    }

    function testShouldTakeChallengeAndComplaintBondsInTheToken() public {
        bytes32 bounty = seatedInTokens();
        address[] memory first = seats(bounty);
        scoreBy(bounty, counts(95));
        challenge(bounty);
        equal(ofToken(stranger), 99.3 ether, "challenge bond");
        pass(1);
        contribute(bounty, 4);
        address[] memory second = seats(bounty);
        scoreBy(bounty, counts(95));
        vm.prank(researcher);
        market.complain(bounty);
        equal(ofToken(researcher), 100 ether - REWARD - PANEL_FEE - REWARD / 10, "complaint bond");
        market.publishKey(bounty, key(miners[0]));
        emptied(bounty);
        isTrue(vault.burned(address(token)) >= REWARD / 10, "burned, with the remainders of shares");
        isTrue(ofToken(second[0]) >= 0.1 ether, "paid from the bond");
        equal(slashed(first[0]), 0, "no lie");
    }

    function testShouldPayTheSecondPanelEtherFromTheLiars() public {
        bytes32 bounty = seatedInTokens();
        scoreBy(bounty, counts(95));
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        address[] memory second = seats(bounty);
        uint256 before = has(second[0]);
        scoreBy(bounty, counts(50));
        emptied(bounty);
        isTrue(has(second[0]) - before >= uint256(0.3 ether) / 7, "three locks of one ether, a tenth of each");
        equal(ofToken(stranger), 100 ether, "bond back");
    }

    function refusedTerms(IBountyMarket.Terms memory t, bytes memory why) internal {
        expect(why);
        open(t);
    }

    function testShouldRefuseATokenTheVaultDoesNotListAndTermsForNothing() public {
        IBountyMarket.Terms memory t = tokenTerms();
        t.token = address(0x7777);
        refusedTerms(t, abi.encodeWithSelector(IBountyMarket.UnknownToken.selector, address(0x7777)));
        t = tokenTerms();
        t.seatLock = 0;
        refusedTerms(t, abi.encodeWithSelector(IBountyMarket.SeatLockTooLow.selector, 0, 1));
        t = tokenTerms();
        t.panelFee = 2;
        refusedTerms(t, abi.encodeWithSelector(IBountyMarket.FeeTooLow.selector, 2, 3));
        t = tokenTerms();
        t.evaluationFee = 0;
        refusedTerms(t, abi.encodeWithSelector(IBountyMarket.FeeTooLow.selector, 0, 1));
    }

    function testShouldRefuseALockBelowTheRewardOverTheQuorum() public {
        IBountyMarket.Terms memory t = bountyTerms();
        t.seatLock = REWARD / 2 - 1;
        refusedTerms(t, abi.encodeWithSelector(IBountyMarket.SeatLockTooLow.selector, REWARD / 2 - 1, REWARD / 2));
    }
}
