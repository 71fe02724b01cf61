// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Drawing numbered places without putting them back
/// @notice A Fisher-Yates shuffle that remembers only what it swapped: each roll takes one place of those left and
/// puts the last one left where it was.
library TicketDraw {
    struct Draw {
        bytes32 seed;
        uint256 left;
        uint256 rolls;
        uint256 limit;
        uint256[] swapped;
        uint256[] holds;
    }

    function start(bytes32 seed, uint256 places, uint256 limit) internal pure returns (Draw memory d) {
        d.seed = seed;
        d.left = places;
        d.limit = limit;
        d.swapped = new uint256[](limit);
        d.holds = new uint256[](limit);
    }

    function more(Draw memory d) internal pure returns (bool) {
        return d.left != 0 && d.rolls < d.limit;
    }

    /// @notice The next place; call only while there is `more`.
    function next(Draw memory d) internal pure returns (uint256 place) {
        uint256 picked = uint256(keccak256(abi.encode(d.seed, d.rolls))) % d.left;
        place = _at(d, picked);
        d.left -= 1;
        d.swapped[d.rolls] = picked;
        d.holds[d.rolls] = _at(d, d.left);
        d.rolls += 1;
    }

    /// @dev What stands at a position now: the latest swap there counts.
    function _at(Draw memory d, uint256 position) private pure returns (uint256) {
        for (uint256 i = d.rolls; i != 0; --i) {
            if (d.swapped[i - 1] == position) return d.holds[i - 1];
        }
        return position;
    }
}
