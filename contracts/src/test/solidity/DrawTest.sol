// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "../../main/solidity/interfaces/IEvaluationPanel.sol";
import {TicketDraw} from "../../main/solidity/libraries/TicketDraw.sol";
import {Crowd} from "./support/Crowd.sol";
import {Vm} from "./support/Vm.sol";

/// @dev Who is drawn, computed a second time from the seed.
contract DrawTest is Crowd {
    using TicketDraw for TicketDraw.Draw;

    /// @dev Everybody with a ticket is eligible; `limit` rolls.
    function expected(bytes32 bounty, uint256 places, uint256 wanted, uint256 limit)
        internal
        view
        returns (address[] memory found)
    {
        (bytes32 seed,) = beacon.seedOf(bounty, 1);
        TicketDraw.Draw memory d = TicketDraw.start(seed, places, limit);
        found = new address[](wanted);
        uint256 n;
        while (n < wanted && d.more()) {
            address candidate = actors.ticketAt(d.next(), market.stateOf(bounty).commitDeadline);
            bool isNew = candidate != address(0);
            for (uint256 i; i < n; ++i) {
                isNew = isNew && found[i] != candidate;
            }
            if (isNew) found[n++] = candidate;
        }
        assembly ("memory-safe") {
            mstore(found, n)
        }
    }

    /// @dev Who knows the preimages before they are brought in knows the seed, and could try out numbers of places.
    function testShouldDrawFromThePlacesOfTheRequestHoweverManyAreBondedSince() public {
        bytes32 bounty = revealed(1);
        uint256 places = actors.places();
        for (uint160 i; i < 20; ++i) {
            joinEvaluator(address(0x7000 + i), TICKET);
        }
        drawn(bounty);
        address[] memory wanted = expected(bounty, places, 3, 15);
        address[] memory got = seats(bounty);
        equal(got.length, 3, "seats");
        for (uint256 i; i < 3; ++i) {
            equal(got[i], wanted[i], "as drawn from the places of the request");
        }
    }

    /// @dev Many places are empty, so that most rolls are in vain; until one roll more or less would have told.
    function testShouldRollFiveTimesForEachSeatAtMost() public {
        for (uint160 i; i < 3; ++i) {
            leaveEmptyPlaces(address(0x7000 + i));
        }
        pass(1);
        bool moreTells;
        bool fewerTells;
        for (uint256 i; i < 40 && !(moreTells && fewerTells); ++i) {
            bytes32 bounty = revealed(1);
            vm.recordLogs();
            drawn(bounty);
            uint256 found = foundIn(vm.getRecordedLogs());
            equal(found, expected(bounty, actors.places(), 3, 15).length, "found in fifteen rolls");
            inState(bounty, found == 3 ? IBountyMarket.State.Scoring : IBountyMarket.State.Refunded);
            moreTells = moreTells || expected(bounty, actors.places(), 3, 16).length > found;
            fewerTells = fewerTells || expected(bounty, actors.places(), 3, 14).length < found;
        }
        isTrue(moreTells && fewerTells, "the fifteenth and the sixteenth roll mattered once");
    }

    function leaveEmptyPlaces(address who) internal {
        fund(who, 320 ether);
        vm.startPrank(who);
        actors.join(8, "r");
        actors.bond(320 ether);
        actors.unbond(320 ether);
        vm.stopPrank();
    }

    function foundIn(Vm.Log[] memory logs) internal pure returns (uint256 found) {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] == IEvaluationPanel.PanelDrawn.selector) found = 3;
            if (logs[i].topics[0] == IEvaluationPanel.DrawFailed.selector) {
                (, found,) = abi.decode(logs[i].data, (uint8, uint256, uint256));
            }
        }
    }
}
