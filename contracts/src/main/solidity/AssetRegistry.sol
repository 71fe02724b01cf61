// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
abstract contract AssetRegistry is IAssetRegistry, ERC721 {
    constructor(address grants, address market) ERC721("Assay Asset", "ASSAY") {}
}
