// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "./interfaces/IBountyMarket.sol";

abstract contract BountyMarket is IBountyMarket {
    constructor(address vault, address registry, address grants, address actors, address panel, uint32 finalityGap_, uint32 minWindow_, uint32 maxWindow_, uint256 openingFee_, uint256 minSeatFee_, uint256 minEvaluationFee_) {}
}
