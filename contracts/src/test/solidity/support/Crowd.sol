// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../../main/solidity/interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "../../../main/solidity/interfaces/IEvaluationPanel.sol";
import {ISubmissions} from "../../../main/solidity/interfaces/ISubmissions.sol";
import {World} from "./World.sol";

/// @title Fifteen evaluators, so that who is drawn is chance and seats can be refilled; each can sign
abstract contract Crowd is World {
    uint256 internal constant LOCK = REWARD / 2;
    mapping(address evaluator => uint256) internal keyOf;

    function setUp() public virtual override {
        super.setUp();
        for (uint256 i; i < 12; ++i) {
            address who = vm.addr(0xE000 + i);
            keyOf[who] = 0xE000 + i;
            evaluators.push(who);
            joinEvaluator(who, TICKET);
        }
        pass(1);
    }

    function seats(bytes32 bounty) internal view returns (address[] memory) {
        return panel.seatsOf(bounty);
    }

    function roundOf(bytes32 bounty) internal view returns (uint8) {
        return panel.progressOf(bounty).round;
    }

    function commitAs(bytes32 bounty, address who, uint32[] memory c) internal {
        bytes memory words;
        for (uint256 i; i < c.length; ++i) {
            words = bytes.concat(words, bytes32(uint256(c[i])));
        }
        bytes32 digest = keccak256(words);
        bytes32 hash = keccak256(
            abi.encode(block.chainid, address(panel), bounty, uint256(roundOf(bounty)), who, digest, salt(7))
        );
        vm.prank(who);
        panel.commitScores(bounty, hash);
    }

    /// @dev Seats `from` up to `to` of the present stage commit and reveal the same counts; the others are silent.
    function scoreBy(bytes32 bounty, uint256 from, uint256 to, uint32[] memory c) internal {
        address[] memory all = seats(bounty);
        for (uint256 i = from; i < to; ++i) {
            commitAs(bounty, all[i], c);
        }
        if (state(bounty) == IBountyMarket.State.Scoring) pass(WINDOW);
        for (uint256 i = from; i < to; ++i) {
            revealScores(bounty, all[i], c);
        }
        if (market.poke(bounty) == IBountyMarket.State.ScoreReveal) pass(WINDOW);
        market.poke(bounty);
    }

    function scoreBy(bytes32 bounty, uint32[] memory c) internal {
        scoreBy(bounty, 0, seats(bounty).length, c);
    }

    /// @dev Lets time run and everybody be silent until the bounty has ended.
    function runOut(bytes32 bounty) internal {
        for (uint256 i; i < 20 && market.poke(bounty) < IBountyMarket.State.Settled; ++i) {
            pass(WINDOW);
        }
        equal(pot(bounty), 0, "pot");
        for (uint256 i; i < evaluators.length; ++i) {
            equal(locked(evaluators[i]), 0, "lock");
        }
    }

    function slashed(address evaluator) internal view returns (uint256) {
        return TICKET - bonded(evaluator);
    }

    function statusOf(bytes32 bounty, uint256 miner) internal view returns (ISubmissions.Status) {
        return submissions.submissionOf(bounty, miners[miner]).status;
    }

    function challenge(bytes32 bounty) internal {
        vm.prank(stranger);
        market.challenge(bounty);
    }
}
