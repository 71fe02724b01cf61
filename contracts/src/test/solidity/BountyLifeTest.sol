// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {World} from "./support/World.sol";

contract BountyLifeTest is World {
    function testShouldPayTheSplitWhenTheWinnerHeldAllGrants() public {
        uint256 researcherBefore = has(researcher);
        uint256 minerBefore = has(miners[0]);
        bytes32 bounty = delivering();
        pass(WINDOW);
        market.settle(bounty);

        inState(bounty, IBountyMarket.State.Settled);
        equal(pot(bounty), 0, "pot");
        equal(has(platform), 0.06 ether, "platform");
        equal(has(owners[0]), 100 ether + 0.414 ether, "first owner: 60 % of 23 %");
        equal(has(owners[1]), 100 ether + 0.276 ether, "second owner: 40 % of 23 %");
        equal(has(miners[0]), minerBefore + 2.25 ether - EVALUATION_FEE, "miner");
        equal(has(researcher), researcherBefore - REWARD - PANEL_FEE - OPENING_FEE, "researcher");
        uint256 each = (PANEL_FEE + EVALUATION_FEE) / 3 + 2 * (OPENING_FEE / 6);
        equal(has(evaluators[0]), 90 ether + each, "evaluator");
        equal(locked(evaluators[0]), 0, "lock");
    }
}
