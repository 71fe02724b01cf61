// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The one place that holds money
/// @notice Every wei is in exactly one of three heaps: what an account may take out (available), what a module
/// holds for a purpose (a pot), or what is burned and stays here for ever. The balance is never less than the
/// three together.
/// @dev Modules are fixed when the vault is created. A module moves only its own pots. It opens a pot only from
/// the available balance of the account that called it; that the modules do so is what a reader of their code
/// must check, and all there is to trust. Nobody owns the vault and nothing can stop a withdrawal.
/// Tokens: only ether, written as address(0). The token stands in every key so that ERC-20 can follow.
interface IVault {
    event Deposited(address indexed token, address indexed account, uint256 amount);
    event Withdrawn(address indexed token, address indexed account, address to, uint256 amount);
    event PotFunded(address indexed module, bytes32 indexed key, address token, address from, uint256 amount);
    event PotPaid(address indexed module, bytes32 indexed key, address token, address indexed to, uint256 amount);
    event PotBurned(address indexed module, bytes32 indexed key, address token, uint256 amount);

    error UnknownToken(address token);
    error NotModule(address caller);
    error ZeroAmount();
    error ZeroAddress();
    error InsufficientAvailable(address token, address account, uint256 available, uint256 wanted);
    error InsufficientPot(address module, bytes32 key, uint256 inPot, uint256 wanted);
    error TransferFailed(address to, uint256 amount);

    /// @notice Adds the ether sent to what the caller may take out.
    function deposit() external payable;

    /// @notice Sends `amount` of the caller's available balance to `to`. Nothing and nobody can refuse it.
    function withdraw(address token, uint256 amount, address to) external;

    /// @notice Moves `amount` from the available balance of `from` into a pot of the calling module.
    /// @dev Only modules. The module guarantees that `from` asked for it.
    function fundPot(bytes32 key, address token, address from, uint256 amount) external;

    /// @notice Moves `amount` from a pot of the calling module to the available balance of `to`. Only modules.
    function payPot(bytes32 key, address token, address to, uint256 amount) external;

    /// @notice Takes `amount` out of a pot of the calling module for ever. Only modules.
    function burnPot(bytes32 key, address token, uint256 amount) external;

    function available(address token, address account) external view returns (uint256);

    function potOf(address module, bytes32 key, address token) external view returns (uint256);

    function burned(address token) external view returns (uint256);

    function isModule(address account) external view returns (bool);
}
