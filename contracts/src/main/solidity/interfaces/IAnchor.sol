// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Append-only log of Merkle roots
/// @notice Each (sender, kind) has one hash chain: head' = keccak256(abi.encode(head, index, root)). Nobody can
/// change or drop what was anchored, nor write into another's chain.
interface IAnchor {
    event Anchored(
        address indexed sender, bytes32 indexed kind, uint256 index, bytes32 root, bytes32 previousHead, bytes32 head
    );

    error EmptyRoot();
    error WrongHead(bytes32 expected, bytes32 given);

    /// @notice Appends `root` to the caller's chain.
    /// @param previousHead the head the caller builds on, so that two writers with one key cannot interleave
    function anchor(bytes32 kind, bytes32 root, bytes32 previousHead) external returns (bytes32 head);

    function headOf(address sender, bytes32 kind) external view returns (bytes32 head, uint256 length);

    /// @notice The root at an index; zero when there is none.
    function rootAt(address sender, bytes32 kind, uint256 index) external view returns (bytes32);

    /// @notice Whether `leaf` is under the anchored root; nodes are keccak256 of the sorted pair.
    function verify(address sender, bytes32 kind, uint256 index, bytes32 leaf, bytes32[] calldata proof)
        external
        view
        returns (bool);
}
