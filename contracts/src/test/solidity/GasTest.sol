// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {World} from "./support/World.sol";

/// @dev What a transaction may cost at most. What each step costs is in GasReport.
contract GasTest is World {
    event log_named_uint(string key, uint256 value);

    uint256 internal meter;

    /// @dev The largest bounty there can be must still fit into blocks, or it could not end.
    function testShouldFitTheLargestBountyIntoBlocks() public {
        uint256 limit = 15_000_000;
        for (uint160 i = 3; i < 15; ++i) {
            evaluators.push(address(0x4000 + i));
            joinEvaluator(evaluators[i], TICKET);
        }
        pass(1);
        bytes32 bounty = openLargest();
        commitLargest(bounty);
        pass(GAP);
        meter = gasleft();
        market.poke(bounty);
        below(limit, "poke to Drawing");
        pass(1);
        contribute(bounty, 1);
        meter = gasleft();

        below(limit, "draw of 15");
        scoreLargest(bounty);
        below(limit, "last reveal with the tally of 64 x 15");
        pass(2 * WINDOW);
        meter = gasleft();
        market.settle(bounty);
        below(limit, "settle of 64 submissions and 15 seats");
    }

    function below(uint256 limit, string memory what) internal {
        uint256 used = meter - gasleft();
        emit log_named_uint(what, used);
        isTrue(used < limit, what);
    }

    function openLargest() internal returns (bytes32 bounty) {
        IBountyMarket.Terms memory t = bountyTerms();
        (t.seats, t.quorum) = (15, 8);
        bounty = open(t, byContribution());
        pass(1);
        contribute(bounty, 0);
        revealSample(bounty);
    }

    function commitLargest(bytes32 bounty) internal {
        delete miners;
        bytes32[][] memory ids = new bytes32[][](64);
        for (uint160 i; i < 64; ++i) {
            miners.push(address(0x9000 + i));
            fund(miners[i], 1 ether);
            ids[i] = giveAll(miners[i]);
            commit(bounty, miners[i], bytes32(uint256(i + 1)));
        }
        toReveal(bounty);
        for (uint256 i; i < 64; ++i) {
            reveal(bounty, miners[i], bytes32(i + 1), ids[i]);
        }
    }

    /// @dev Different counts and shares in an order that is the worst for sorting; every seat lies somewhere.
    function scoreLargest(bytes32 bounty) internal {
        uint32[][] memory vectors = new uint32[][](15);
        address[] memory seats = panel.seatsOf(bounty);
        for (uint32 e; e < 15; ++e) {
            vectors[e] = new uint32[](3 * 64);
            for (uint32 i; i < 64; ++i) {
                vectors[e][i] = 100 - e;
                (vectors[e][64 + 2 * i], vectors[e][65 + 2 * i]) = (9000 - 100 * e, 1000 + 100 * e);
            }
            commitScores(bounty, seats[e], vectors[e]);
        }
        for (uint256 e; e < 15; ++e) {
            if (e == 14) meter = gasleft();
            revealScores(bounty, seats[e], vectors[e]);
        }
    }
}
