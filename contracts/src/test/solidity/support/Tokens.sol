// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {Vault} from "../../../main/solidity/Vault.sol";

/// @title A token as it should be
contract ListedToken is ERC20Permit {
    constructor() ERC20("Listed", "LIST") ERC20Permit("Listed") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @title Keeps a tenth of whatever is moved
contract FeeToken is ERC20 {
    constructor() ERC20("Fee", "FEE") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (from == address(0)) return super._update(from, to, amount);
        super._update(from, to, amount - amount / 10);
        super._update(from, address(0), amount / 10);
    }
}

/// @title Returns nothing from its transfers, as some old tokens do; what it does not know, it lets pass
contract SilentToken {
    mapping(address => uint256) public balanceOf;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }

    fallback() external {}
}

/// @title Says false instead of reverting
contract FalseToken is ERC20 {
    constructor() ERC20("False", "NO") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (balanceOf(msg.sender) < amount || amount == 13) return false;
        return super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (balanceOf(from) < amount) return false;
        return super.transferFrom(from, to, amount);
    }
}

/// @title Says true and moves nothing
contract LyingToken is ERC20 {
    constructor() ERC20("Lying", "LIE") {}

    function transferFrom(address, address, uint256) public pure override returns (bool) {
        return true;
    }
}

/// @title Its permit always reverts
contract NoPermitToken is ERC20Permit {
    error NoPermit();

    constructor() ERC20("No permit", "NOP") ERC20Permit("No permit") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function permit(address, address, uint256, uint256, uint8, bytes32, bytes32) public pure override {
        revert NoPermit();
    }
}

/// @title Deposits again, or withdraws, while it is being moved
contract CallingToken is ERC20 {
    Vault public vault;
    bool public withdraws;
    bool private _inside;

    constructor() ERC20("Calling", "CALL") {}

    function set(Vault vault_, bool withdraws_) external {
        (vault, withdraws) = (vault_, withdraws_);
        _approve(address(this), address(vault_), type(uint256).max);
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    /// @dev A deposit without a call back.
    function depositQuietly(Vault vault_, uint256 amount) external {
        _approve(address(this), address(vault_), amount);
        vault_.depositToken(address(this), amount);
    }

    function start(uint256 amount) external {
        vault.depositToken(address(this), amount);
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (address(vault) != address(0) && !_inside && to == address(vault)) {
            _inside = true;
            if (withdraws) vault.withdraw(address(this), 1, address(this));
            else vault.depositToken(address(this), amount);
            _inside = false;
        }
        super._update(from, to, amount);
    }
}
