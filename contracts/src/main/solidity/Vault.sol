// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IVault} from "./interfaces/IVault.sol";

/// @title Vault
/// @notice What it does and what it assumes is said in IVault.
contract Vault is IVault {
    address private constant ETHER = address(0);

    mapping(address token => mapping(address account => uint256)) public available;
    mapping(address token => uint256) public burned;
    mapping(address account => bool) public isModule;
    mapping(address module => mapping(bytes32 key => mapping(address token => uint256))) private _pots;

    modifier onlyModule() {
        if (!isModule[msg.sender]) revert NotModule(msg.sender);
        _;
    }

    modifier onlyEther(address token) {
        if (token != ETHER) revert UnknownToken(token);
        _;
    }

    constructor(address[] memory modules) {
        for (uint256 i; i < modules.length; ++i) {
            if (modules[i] == address(0)) revert ZeroAddress();
            isModule[modules[i]] = true;
        }
    }

    /// @inheritdoc IVault
    function deposit() external payable {
        if (msg.value == 0) revert ZeroAmount();
        available[ETHER][msg.sender] += msg.value;
        emit Deposited(ETHER, msg.sender, msg.value);
    }

    /// @inheritdoc IVault
    function withdraw(address token, uint256 amount, address to) external onlyEther(token) {
        if (amount == 0) revert ZeroAmount();
        if (to == address(0)) revert ZeroAddress();
        _take(token, msg.sender, amount);
        emit Withdrawn(token, msg.sender, to, amount);
        (bool sent,) = to.call{value: amount}("");
        if (!sent) revert TransferFailed(to, amount);
    }

    /// @inheritdoc IVault
    function fundPot(bytes32 key, address token, address from, uint256 amount) external onlyModule onlyEther(token) {
        if (amount == 0) revert ZeroAmount();
        _take(token, from, amount);
        _pots[msg.sender][key][token] += amount;
        emit PotFunded(msg.sender, key, token, from, amount);
    }

    /// @inheritdoc IVault
    function payPot(bytes32 key, address token, address to, uint256 amount) external onlyModule {
        if (to == address(0)) revert ZeroAddress();
        _takePot(key, token, amount);
        available[token][to] += amount;
        emit PotPaid(msg.sender, key, token, to, amount);
    }

    /// @inheritdoc IVault
    function burnPot(bytes32 key, address token, uint256 amount) external onlyModule {
        _takePot(key, token, amount);
        burned[token] += amount;
        emit PotBurned(msg.sender, key, token, amount);
    }

    /// @inheritdoc IVault
    function potOf(address module, bytes32 key, address token) external view returns (uint256) {
        return _pots[module][key][token];
    }

    function _take(address token, address account, uint256 amount) private {
        uint256 has = available[token][account];
        if (has < amount) revert InsufficientAvailable(token, account, has, amount);
        available[token][account] = has - amount;
    }

    function _takePot(bytes32 key, address token, uint256 amount) private {
        uint256 has = _pots[msg.sender][key][token];
        if (has < amount) revert InsufficientPot(msg.sender, key, has, amount);
        _pots[msg.sender][key][token] = has - amount;
    }
}
