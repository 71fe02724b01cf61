// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAnchor} from "./interfaces/IAnchor.sol";

abstract contract Anchor is IAnchor {
    constructor() {}
}
