// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The verdict of a panel on one submission
library Median {
    /// @notice Sorts in place; for the few counts of a panel.
    function sort(uint32[] memory values, uint256 length) internal pure {
        for (uint256 i = 1; i < length; ++i) {
            uint32 value = values[i];
            uint256 j = i;
            for (; j != 0 && values[j - 1] > value; --j) {
                values[j] = values[j - 1];
            }
            values[j] = value;
        }
    }

    /// @notice The lower middle of the first `length` values, and how far the two middles are apart.
    function middle(uint32[] memory values, uint256 length) internal pure returns (uint32 median, uint32 gap) {
        sort(values, length);
        median = values[(length - 1) / 2];
        gap = values[length / 2] - median;
    }

    /// @notice Counts closer than this are the same for us: max(1, 0.2 % of n).
    function tolerance(uint32 privateCount) internal pure returns (uint32) {
        uint32 part = privateCount / 500;
        return part == 0 ? 1 : part;
    }

    function apart(uint32 a, uint32 b) internal pure returns (uint32) {
        return a > b ? a - b : b - a;
    }
}
