// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../../main/solidity/interfaces/IBountyMarket.sol";
import {World} from "./World.sol";

/// @title Plays whole bounties on the cheap path and notes what each transaction cost its sender
/// @notice For tests with `isolate` only: with it every call is a transaction of its own, with its base cost, its
/// calldata and cold storage, and `lastCallGas` is what its receipt would say.
abstract contract GasMeter is World {
    event log_named_uint(string key, uint256 value);

    /// @dev The transactions of one bounty. Nothing else has to be sent between `open` and its end.
    struct Bill {
        uint256 open;
        uint256 sampleSeed;
        uint256 revealSample;
        uint256 commit;
        uint256 reveal;
        uint256 close;
        uint256 draw;
        uint256 score;
        uint256 settle;
        uint256 whole;
    }

    mapping(address evaluator => uint256) internal keyOf;

    function evaluatorAt(uint160 i) internal override returns (address who) {
        who = vm.addr(0xE000 + i);
        keyOf[who] = 0xE000 + i;
    }

    function crowd(uint256 miners_, uint256 evaluators_) internal {
        for (uint160 i = uint160(evaluators.length); i < evaluators_; ++i) {
            evaluators.push(evaluatorAt(i));
            joinEvaluator(evaluators[i], TICKET);
        }
        for (uint160 i = uint160(miners.length); i < miners_; ++i) {
            miners.push(address(0x9000 + i));
            fund(miners[i], 100 ether);
        }
        pass(1);
    }

    function gasOfLastCall() internal view returns (uint256) {
        return vm.lastCallGas().gasTotalUsed;
    }

    /// @dev Every submission is revealed with all grants and all seats count the same for it.
    function play(uint256 submitted, uint8 seats) internal returns (Bill memory bill) {
        bytes32 bounty = playOpen(bill, seats);
        playSubmissions(bill, bounty, submitted);
        playPanel(bill, bounty, submitted);
        bill.whole = bill.open + bill.sampleSeed + bill.revealSample + bill.commit + bill.reveal + bill.close
            + bill.draw + bill.score + bill.settle;
    }

    function playOpen(Bill memory bill, uint8 seats) private returns (bytes32 bounty) {
        IBountyMarket.Terms memory t = bountyTerms();
        (t.seats, t.quorum) = (seats, seats / 2 + 1);
        bounty = open(t);
        bill.open = gasOfLastCall();
        pass(1);
        contribute(bounty, 0);
        bill.sampleSeed = gasOfLastCall();
        pass(1);
        revealSample(bounty);
        bill.revealSample = gasOfLastCall();
        pass(1);
    }

    function playSubmissions(Bill memory bill, bytes32 bounty, uint256 submitted) private {
        bytes32[][] memory ids = new bytes32[][](submitted);
        for (uint256 i; i < submitted; ++i) {
            ids[i] = giveAll(miners[i]);
            commit(bounty, miners[i], bytes32(i + 1));
            bill.commit += gasOfLastCall();
        }
        toReveal(bounty);
        for (uint256 i; i < submitted; ++i) {
            reveal(bounty, miners[i], bytes32(i + 1), ids[i]);
            bill.reveal += gasOfLastCall();
        }
        pass(GAP);
        market.poke(bounty);
        bill.close = gasOfLastCall();
        pass(1);
    }

    function playPanel(Bill memory bill, bytes32 bounty, uint256 submitted) private {
        contribute(bounty, 1);
        bill.draw = gasOfLastCall();
        pass(1);
        inState(bounty, IBountyMarket.State.Scoring);
        (uint32[] memory counts, bytes[] memory signatures) = signed(bounty, submitted);
        panel.submitSigned(bounty, counts, signatures);
        bill.score = gasOfLastCall();
        pass(2 * WINDOW);
        market.settle(bounty);
        bill.settle = gasOfLastCall();
        inState(bounty, IBountyMarket.State.Settled);
        equal(pot(bounty), 0, "pot");
    }

    function signed(bytes32 bounty, uint256 submitted)
        private
        returns (uint32[] memory counts, bytes[] memory signatures)
    {
        address[] memory seats = panel.seatsOf(bounty);
        counts = new uint32[](seats.length * submitted);
        for (uint256 i; i < counts.length; ++i) {
            counts[i] = 95;
        }
        bytes32 digest = panel.scoresDigest(bounty, counts);
        signatures = new bytes[](seats.length);
        for (uint256 i; i < seats.length; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[seats[i]], digest);
            signatures[i] = abi.encodePacked(r, s, v);
        }
    }
}
