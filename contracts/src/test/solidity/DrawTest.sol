// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {TicketDraw} from "../../main/solidity/libraries/TicketDraw.sol";
import {Crowd} from "./support/Crowd.sol";

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

    function testShouldRollFiveTimesForEachSeatAtMost() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        commit(bounty, miners[0], "a");
        toReveal(bounty);
        for (uint160 i; i < 3; ++i) {
            manyTickets(address(0x7000 + i));
        }
        reveal(bounty, miners[0], "a", ids);
        pass(GAP);
        market.poke(bounty);
        drawn(bounty);
        equal(actors.places(), 15 + 3 * 32, "most of them too young to count");
        isTrue(expected(bounty, actors.places(), 3, 15).length < 3, "fifteen rolls are too few");
        equal(expected(bounty, actors.places(), 3, 111).length, 3, "more would find three");
        inState(bounty, IBountyMarket.State.Refunded);
        equal(has(researcher), 1000 ether, "with the opening fee");
    }

    function manyTickets(address who) internal {
        fund(who, 320 ether);
        vm.startPrank(who);
        actors.join(8, "r");
        actors.bond(320 ether);
        vm.stopPrank();
    }
}
