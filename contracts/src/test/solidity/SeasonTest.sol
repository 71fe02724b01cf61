// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {Season} from "./support/Season.sol";
import {Test} from "./support/Test.sol";

/// @dev What holds after any sequence of plays. No call may revert. All rules are held in one campaign: forge plays a
/// whole campaign for every invariant, and the plays are what costs.
contract SeasonTest is Test {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    event log_named_uint(string key, uint256 value);

    Season internal season;
    uint256 internal burnedBefore;

    function setUp() public {
        season = new Season();
        season.setUp();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(season);
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        bytes4[] memory s = new bytes4[](7);
        (s[0], s[1], s[2], s[3]) =
        (Season.step.selector, Season.stepMore.selector, Season.waitSome.selector, Season.bondOrUnbond.selector);
        (s[4], s[5], s[6]) = (Season.takeBond.selector, Season.withdraw.selector, Season.giveUseAndRevoke.selector);
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(season), s);
    }

    function invariantShouldHoldEveryRuleAfterEveryPlay() public view {
        ruleShouldHoldEveryWeiInExactlyOneHeap();
        ruleShouldLeaveNothingInThePotOfAnEndedBounty();
        ruleShouldKeepEveryBondInItsPot();
        ruleShouldLockOnlyForLiveSeatsAndContributions();
        ruleShouldCountWholeTicketsOfWhatStaysBonded();
        ruleShouldGiveEveryTicketOnePlace();
        ruleShouldRegisterAModelForEverySettledBountyOnly();
        ruleShouldNeverLeaveAFinalState();
        ruleShouldSeatNobodyTwiceAndNoParty();
        ruleShouldKeepRevokedGrantsDead();
    }

    function ruleShouldHoldEveryWeiInExactlyOneHeap() internal view {
        equal(season.heaps(address(0)), season.balance(address(0)), "ether");
        address token = season.theToken();
        equal(season.heaps(token), season.balance(token), "token");
    }

    function ruleShouldLeaveNothingInThePotOfAnEndedBounty() internal view {
        equal(season.endedPots(), 0, "pots");
    }

    function ruleShouldKeepEveryBondInItsPot() internal view {
        isTrue(season.bondsAreInTheirPots(), "bonded = pot");
    }

    function ruleShouldLockOnlyForLiveSeatsAndContributions() internal view {
        isTrue(season.locksAreOfLiveSeatsAndContributions(), "locked = seats + contributions <= bonded");
    }

    function ruleShouldCountWholeTicketsOfWhatStaysBonded() internal view {
        isTrue(season.ticketsAreWholeShares(), "tickets");
    }

    function ruleShouldGiveEveryTicketOnePlace() internal view {
        (uint256 places, uint256 tickets) = season.placesBelongToTickets();
        equal(places, tickets, "places");
    }

    function ruleShouldRegisterAModelForEverySettledBountyOnly() internal view {
        isTrue(season.winnersReachedAMilestone(), "winners");
    }

    function ruleShouldNeverLeaveAFinalState() internal view {
        isTrue(season.endsAreFinal(), "final");
    }

    function ruleShouldSeatNobodyTwiceAndNoParty() internal view {
        isTrue(season.seatsAreNoParties(), "seats");
    }

    function ruleShouldKeepRevokedGrantsDead() internal view {
        isTrue(season.revokedGrantsStayDead(), "grants");
    }

    /// @dev One long play, so that every end is known to be reached; the numbers are printed with -vv. An overturned
    /// challenge is the rarest of all, so it goes on until one came.
    function testShouldReachEveryEndInALongSeason() public {
        uint256 chance = uint256(keccak256("season"));
        for (uint256 i; i < 2000 || (i < 10_000 && season.overturned() == 0); ++i) {
            chance = uint256(keccak256(abi.encode(chance)));
            act(chance % 16, uint256(keccak256(abi.encode(chance, "x"))));
            if (i % 100 == 0) ruleShouldHoldEveryWeiInExactlyOneHeap();
        }
        invariantShouldHoldEveryRuleAfterEveryPlay();
        print();
    }

    function print() internal {
        reached("settled", uint8(IBountyMarket.State.Settled));
        reached("refunded", uint8(IBountyMarket.State.Refunded));
        reached("cancelled", uint8(IBountyMarket.State.Cancelled));
        reached("defaulted", uint8(IBountyMarket.State.Defaulted));
        happened("challenges", season.challenges());
        happened("overturned", season.overturned());
        happened("plays of a refill", season.refills());
        happened("scores signed by all", season.signedScores());
        happened("settled by contribution", season.settledByContribution());
        emit log_named_uint("burned wei", season.burned(address(0)));
    }

    function reached(string memory what, uint8 state) internal {
        happened(what, season.ends(state));
    }

    function happened(string memory what, uint256 count) internal {
        emit log_named_uint(what, count);
        isTrue(count != 0, what);
    }

    function act(uint256 which, uint256 chance) internal {
        if (which == 0) season.bondOrUnbond(chance);
        else if (which == 1) season.takeBond(chance);
        else if (which == 2) season.withdraw(chance);
        else if (which == 3) season.giveUseAndRevoke(chance);
        else if (which == 4) season.waitSome(chance);
        else season.step(chance);
    }
}
