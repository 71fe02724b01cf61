// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IAnchor} from "./interfaces/IAnchor.sol";

/// @title Anchor
/// @notice What it does and what it assumes is said in IAnchor.
contract Anchor is ERC2771Context, IAnchor {
    mapping(address sender => mapping(bytes32 kind => bytes32)) private _heads;
    mapping(address sender => mapping(bytes32 kind => bytes32[])) private _roots;

    constructor(address relay_) ERC2771Context(relay_) {}

    /// @inheritdoc IAnchor
    function anchor(bytes32 kind, bytes32 root, bytes32 previousHead) external returns (bytes32 head) {
        if (root == 0) revert EmptyRoot();
        address sender = _msgSender();
        bytes32 expected = _heads[sender][kind];
        if (previousHead != expected) revert WrongHead(expected, previousHead);
        uint256 index = _roots[sender][kind].length;
        head = keccak256(abi.encode(previousHead, index, root));
        _heads[sender][kind] = head;
        _roots[sender][kind].push(root);
        emit Anchored(sender, kind, index, root, previousHead, head);
    }

    /// @inheritdoc IAnchor
    function headOf(address sender, bytes32 kind) external view returns (bytes32 head, uint256 length) {
        return (_heads[sender][kind], _roots[sender][kind].length);
    }

    /// @inheritdoc IAnchor
    function rootAt(address sender, bytes32 kind, uint256 index) public view returns (bytes32) {
        bytes32[] storage roots = _roots[sender][kind];
        return index < roots.length ? roots[index] : bytes32(0);
    }

    /// @inheritdoc IAnchor
    function verify(address sender, bytes32 kind, uint256 index, bytes32 leaf, bytes32[] calldata proof)
        external
        view
        returns (bool)
    {
        bytes32 root = rootAt(sender, kind, index);
        return root != 0 && MerkleProof.verifyCalldata(proof, root, leaf);
    }
}
