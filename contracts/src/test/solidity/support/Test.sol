// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @title Assertions that say what was wanted
abstract contract Test {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    error NotEqual(string what, uint256 wanted, uint256 got);
    error NotEqualWord(string what, bytes32 wanted, bytes32 got);
    error NotTrue(string what);

    function equal(uint256 got, uint256 wanted, string memory what) internal pure {
        if (got != wanted) revert NotEqual(what, wanted, got);
    }

    function equal(bytes32 got, bytes32 wanted, string memory what) internal pure {
        if (got != wanted) revert NotEqualWord(what, wanted, got);
    }

    function equal(address got, address wanted, string memory what) internal pure {
        equal(bytes32(uint256(uint160(got))), bytes32(uint256(uint160(wanted))), what);
    }

    function isTrue(bool condition, string memory what) internal pure {
        if (!condition) revert NotTrue(what);
    }

    function bound(uint256 x, uint256 low, uint256 high) internal pure returns (uint256) {
        return low + x % (high - low + 1);
    }

    function expect(bytes4 selector) internal {
        vm.expectRevert(selector);
    }

    function expect(bytes memory data) internal {
        vm.expectRevert(data);
    }
}
