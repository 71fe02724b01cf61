// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GasMeter} from "./support/GasMeter.sol";

/// @dev How the cost of a bounty grows with submissions and seats, among fifteen evaluators.
/// forge-config: default.isolate = true
contract GasCurve is GasMeter {
    uint256 private constant MOST = 64;

    function setUp() public override {
        super.setUp();
        crowd(MOST, 15);
        // what only the first bounty pays is no part of a curve
        play(1, 3);
    }

    function testShouldGrowNoFasterThanItsSubmissionsWithThreeSeats() public {
        grow(3);
    }

    function testShouldGrowNoFasterThanItsSubmissionsWithFiveSeats() public {
        grow(5);
    }

    function testShouldGrowNoFasterThanItsSubmissionsWithNineSeats() public {
        grow(9);
    }

    function testShouldGrowNoFasterThanItsSubmissionsWithFifteenSeats() public {
        grow(15);
    }

    /// @dev One more submission among 64 costs what one more among sixteen does, and a tenth more at most.
    function grow(uint8 seats) private {
        Bill memory eight;
        Bill memory sixteen;
        Bill memory b;
        uint256 wholeOf32;
        uint256 settleOf32;
        for (uint256 submitted = 1; submitted <= MOST; submitted *= 2) {
            b = play(submitted, seats);
            print(b, submitted, seats);
            if (submitted == 8) eight = b;
            if (submitted == 16) sixteen = b;
            if (submitted == 32) (wholeOf32, settleOf32) = (b.whole, b.settle);
        }
        isLinear(b.whole - wholeOf32, sixteen.whole - eight.whole, "whole bounty");
        isLinear(b.settle - settleOf32, sixteen.settle - eight.settle, "settle");
    }

    function isLinear(uint256 of32More, uint256 of8More, string memory what) private pure {
        isTrue(of32More * 10 <= of8More * 4 * 11, what);
    }

    function print(Bill memory b, uint256 submitted, uint8 seats) private {
        string memory cell = string.concat(" ", vm.toString(submitted), "x", vm.toString(uint256(seats)));
        emit log_named_uint(string.concat("curve score", cell), b.score);
        emit log_named_uint(string.concat("curve settle", cell), b.settle);
        emit log_named_uint(string.concat("curve bounty", cell), b.whole);
    }
}
