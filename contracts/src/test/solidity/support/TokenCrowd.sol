// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Crowd} from "./Crowd.sol";
import {ListedToken} from "./Tokens.sol";

/// @title The crowd with a token that the vault lists, and money in it
abstract contract TokenCrowd is Crowd {
    ListedToken internal token;

    function listedTokens() internal override returns (address[] memory listed) {
        token = new ListedToken();
        listed = new address[](1);
        listed[0] = address(token);
    }

    function fundInToken(address account, uint256 amount) internal {
        token.mint(account, amount);
        vm.startPrank(account);
        token.approve(address(vault), amount);
        vault.depositToken(address(token), amount);
        vm.stopPrank();
    }
}
