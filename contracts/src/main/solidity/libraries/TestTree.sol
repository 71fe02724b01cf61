// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The Merkle tree over single salted test samples
/// @notice A leaf is bound to its index by its place and by its preimage; leaves and nodes have different prefixes.
/// Many leaves are proven at once: each node that can be computed from leaves shown is not in the proof.
library TestTree {
    error WrongProofLength(uint256 used, uint256 given);

    function depth(uint256 count) internal pure returns (uint256 d) {
        while ((uint256(1) << d) < count) ++d;
    }

    /// @notice What every leaf of a tree is hashed from; place, sample hash and salt are filled in by `leafIn`.
    function leafFrame(address market, address researcher, uint256 nonce) internal view returns (bytes memory) {
        return bytes.concat(
            bytes1(0x00), abi.encode(block.chainid, market, researcher, nonce, uint256(0), bytes32(0), bytes32(0))
        );
    }

    /// @notice keccak256(0x00 ++ abi.encode(chainId, market, researcher, nonce, index, sampleHash, salt)).
    /// @param frame from `leafFrame`; its last three words are overwritten
    function leafIn(bytes memory frame, uint256 index, bytes32 sampleHash, bytes32 salt)
        internal
        pure
        returns (bytes32 hash)
    {
        assembly ("memory-safe") {
            let words := add(frame, 0x21)
            mstore(add(words, 0x80), index)
            mstore(add(words, 0xa0), sampleHash)
            mstore(add(words, 0xc0), salt)
            hash := keccak256(add(frame, 0x20), mload(frame))
        }
    }

    /// @notice The root over leaves at ascending places. Level by level from the leaves, left to right, a node takes
    /// its sibling from the leaves shown if it is among them, else the next word of the proof.
    /// @param nodes the leaves; overwritten
    /// @param places where they stand, strictly ascending; overwritten
    function root(bytes32[] memory nodes, uint256[] memory places, uint256 levels, bytes32[] calldata proof)
        internal
        pure
        returns (bytes32)
    {
        uint256 count = nodes.length;
        uint256 used;
        for (; levels != 0; --levels) {
            (count, used) = _climb(nodes, places, count, proof, used);
        }
        if (used != proof.length) revert WrongProofLength(used, proof.length);
        return nodes[0];
    }

    function _climb(
        bytes32[] memory nodes,
        uint256[] memory places,
        uint256 count,
        bytes32[] calldata proof,
        uint256 used
    ) private pure returns (uint256 above, uint256) {
        for (uint256 i; i < count; ++i) {
            uint256 place = places[i];
            bytes32 left = nodes[i];
            bytes32 right;
            if (place & 1 == 1) {
                right = left;
                left = _word(proof, used++);
            } else if (i + 1 < count && places[i + 1] == place + 1) {
                right = nodes[++i];
            } else {
                right = _word(proof, used++);
            }
            nodes[above] = _node(left, right);
            places[above++] = place >> 1;
        }
        return (above, used);
    }

    function _word(bytes32[] calldata proof, uint256 i) private pure returns (bytes32) {
        if (i >= proof.length) revert WrongProofLength(i + 1, proof.length);
        return proof[i];
    }

    /// @dev keccak256(0x01 ++ left ++ right), without new memory for each of hundreds.
    function _node(bytes32 left, bytes32 right) private pure returns (bytes32 node) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore8(free, 0x01)
            mstore(add(free, 0x01), left)
            mstore(add(free, 0x21), right)
            node := keccak256(free, 0x41)
        }
    }
}
