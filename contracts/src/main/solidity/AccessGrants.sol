// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessGrants} from "./interfaces/IAccessGrants.sol";

abstract contract AccessGrants is IAccessGrants {
    constructor(address registry, address vault) {}
}
