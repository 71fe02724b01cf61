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
        uint256 start;
        assembly ("memory-safe") {
            start := proof.offset
        }
        (uint256 count, uint256 next) = (nodes.length, start);
        for (; levels != 0; --levels) {
            (count, next) = _climb(nodes, places, count, next);
        }
        uint256 used = (next - start) / 32;
        if (used != proof.length) revert WrongProofLength(used, proof.length);
        return nodes[0];
    }

    /// @dev One level: keccak256(0x01 ++ left ++ right) for each pair, written over what was read. In assembly because
    /// a batch takes hundreds of nodes. Past the end of a short proof it reads what stands there; `root` refuses it.
    /// @param next where in the calldata the next word of the proof stands
    function _climb(bytes32[] memory nodes, uint256[] memory places, uint256 count, uint256 next)
        private
        pure
        returns (uint256 above, uint256)
    {
        assembly ("memory-safe") {
            let toPlace := sub(places, nodes)
            let first := add(nodes, 0x20)
            let end := add(first, shl(5, count))
            let parent := first
            let pair := mload(0x40)
            mstore8(pair, 0x01)
            for { let node := first } lt(node, end) { node := add(node, 0x20) } {
                let place := mload(add(node, toPlace))
                let sibling := add(node, 0x20)
                switch and(place, 1)
                case 1 {
                    mstore(add(pair, 0x01), calldataload(next))
                    mstore(add(pair, 0x21), mload(node))
                    next := add(next, 0x20)
                }
                default {
                    mstore(add(pair, 0x01), mload(node))
                    switch and(lt(sibling, end), eq(mload(add(sibling, toPlace)), add(place, 1)))
                    case 1 {
                        mstore(add(pair, 0x21), mload(sibling))
                        node := sibling
                    }
                    default {
                        mstore(add(pair, 0x21), calldataload(next))
                        next := add(next, 0x20)
                    }
                }
                mstore(parent, keccak256(pair, 0x41))
                mstore(add(parent, toPlace), shr(1, place))
                parent := add(parent, 0x20)
            }
            above := shr(5, sub(parent, first))
        }
        return (above, next);
    }
}
