// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IVault} from "./interfaces/IVault.sol";

abstract contract Vault is IVault {
    constructor(address[] memory modules) {}
}
