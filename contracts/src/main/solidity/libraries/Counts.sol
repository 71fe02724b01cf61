// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Vectors of correct counts, four bytes each, so that a short one fits into one word of storage
library Counts {
    uint256 private constant WIDTH = 4;

    function pack(uint32[] calldata counts) internal pure returns (bytes memory packed) {
        uint256 length = counts.length * WIDTH;
        // room for the last whole word written
        packed = new bytes(length + 32 - WIDTH);
        for (uint256 i; i < counts.length; ++i) {
            uint256 count = counts[i];
            assembly ("memory-safe") {
                mstore(add(add(packed, 32), mul(i, 4)), shl(224, count))
            }
        }
        assembly ("memory-safe") {
            mstore(packed, length)
        }
    }

    /// @notice Cuts vectors of equal length, packed one after the other, apart.
    function split(bytes memory packed, uint256 parts) internal pure returns (bytes[] memory vectors) {
        vectors = new bytes[](parts);
        uint256 length = packed.length / parts;
        for (uint256 i; i < parts; ++i) {
            bytes memory vector = new bytes(length);
            assembly ("memory-safe") {
                mcopy(add(vector, 32), add(add(packed, 32), mul(i, length)), length)
            }
            vectors[i] = vector;
        }
    }

    function unpack(bytes memory packed) internal pure returns (uint32[] memory counts) {
        counts = new uint32[](packed.length / WIDTH);
        for (uint256 i; i < counts.length; ++i) {
            counts[i] = entry(packed, i);
        }
    }

    function entry(bytes memory packed, uint256 i) internal pure returns (uint32 count) {
        assembly ("memory-safe") {
            count := shr(224, mload(add(add(packed, 32), mul(i, 4))))
        }
    }
}
