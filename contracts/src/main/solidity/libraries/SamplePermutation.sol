// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Which test samples become public
/// @notice P is a permutation of 0..N-1, so s indices without a repeat can be checked one by one. Let h be the
/// smallest number with 4^h >= N and w = 2^h. One pass over x < w * w: left = x / w, right = x mod w; four rounds
/// r = 0..3 of (left, right) = (right, left xor (keccak256(abi.encode(seed, r, right)) mod w)); the result is
/// left * w + right. P(k) starts with x = k and passes once, then again until x < N.
/// @dev A Feistel network with cycle walking; fewer than four passes on average.
library SamplePermutation {
    uint256 private constant ROUNDS = 4;

    function indexAt(bytes32 seed, uint256 k, uint256 count) internal pure returns (uint256) {
        return indexAt(seed, k, count, halfOf(count));
    }

    /// @notice h, the same for all k.
    function halfOf(uint256 count) internal pure returns (uint256 half) {
        half = 1;
        while ((uint256(1) << (2 * half)) < count) ++half;
    }

    function indexAt(bytes32 seed, uint256 k, uint256 count, uint256 half) internal pure returns (uint256 x) {
        x = k;
        do {
            x = _pass(seed, x, half);
        } while (x >= count);
    }

    /// @dev In assembly because a batch takes thousands of rounds: keccak256(abi.encode(seed, r, right)) without new
    /// memory for each.
    function _pass(bytes32 seed, uint256 x, uint256 half) private pure returns (uint256 result) {
        assembly ("memory-safe") {
            let mask := sub(shl(half, 1), 1)
            let left := shr(half, x)
            let right := and(x, mask)
            let free := mload(0x40)
            mstore(free, seed)
            // two rounds at a time, so that the halves are back where they were
            for { let r := 0 } lt(r, ROUNDS) { r := add(r, 2) } {
                mstore(add(free, 0x20), r)
                mstore(add(free, 0x40), right)
                left := xor(left, and(keccak256(free, 0x60), mask))
                mstore(add(free, 0x20), add(r, 1))
                mstore(add(free, 0x40), left)
                right := xor(right, and(keccak256(free, 0x60), mask))
            }
            result := or(shl(half, left), right)
        }
    }
}
