// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The Merkle tree over single salted test samples
/// @notice A leaf is bound to its index by its place and by its preimage; leaves and nodes have different prefixes.
library TestTree {
    function depth(uint256 count) internal pure returns (uint256 d) {
        while ((uint256(1) << d) < count) ++d;
    }

    function leaf(address market, address researcher, uint256 nonce, uint256 index, bytes32 sampleHash, bytes32 salt)
        internal
        view
        returns (bytes32)
    {
        bytes memory words = abi.encode(block.chainid, market, researcher, nonce, index, sampleHash, salt);
        return keccak256(bytes.concat(bytes1(0x00), words));
    }

    /// @param proof siblings from the leaf up
    function root(bytes32 node, uint256 index, bytes32[] calldata proof) internal pure returns (bytes32) {
        for (uint256 i; i < proof.length; ++i) {
            bool isRight = (index >> i) & 1 == 1;
            (bytes32 left, bytes32 right) = isRight ? (proof[i], node) : (node, proof[i]);
            node = keccak256(abi.encodePacked(bytes1(0x01), left, right));
        }
        return node;
    }
}
