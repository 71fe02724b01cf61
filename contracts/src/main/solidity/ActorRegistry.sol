// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IActorRegistry} from "./interfaces/IActorRegistry.sol";

abstract contract ActorRegistry is IActorRegistry {
    constructor(address vault, address panel, uint256 ticketSize_, uint32 unbondDelay_) {}
}
