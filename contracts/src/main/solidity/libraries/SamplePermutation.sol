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

    function indexAt(bytes32 seed, uint256 k, uint256 count) internal pure returns (uint256 x) {
        uint256 half = 1;
        while ((uint256(1) << (2 * half)) < count) ++half;
        x = k;
        do {
            x = _pass(seed, x, half);
        } while (x >= count);
    }

    function _pass(bytes32 seed, uint256 x, uint256 half) private pure returns (uint256) {
        uint256 mask = (uint256(1) << half) - 1;
        uint256 left = x >> half;
        uint256 right = x & mask;
        for (uint256 r; r < ROUNDS; ++r) {
            (left, right) = (right, left ^ (_hash(seed, r, right) & mask));
        }
        return (left << half) | right;
    }

    /// @dev keccak256(abi.encode(seed, round, right)), without new memory for each of hundreds.
    function _hash(bytes32 seed, uint256 round, uint256 right) private pure returns (uint256 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, seed)
            mstore(add(free, 0x20), round)
            mstore(add(free, 0x40), right)
            hash := keccak256(free, 0x60)
        }
    }
}
