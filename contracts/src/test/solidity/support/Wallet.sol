// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A wallet that is a contract: says yes to one hash, whatever the signature
contract Wallet {
    bytes32 public approved;

    function approve(bytes32 hash) external {
        approved = hash;
    }

    function isValidSignature(bytes32 hash, bytes calldata) external view returns (bytes4) {
        return hash == approved ? this.isValidSignature.selector : bytes4(0xffffffff);
    }

    receive() external payable {}
}
