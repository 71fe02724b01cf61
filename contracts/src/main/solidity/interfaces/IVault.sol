// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The one place that holds money
/// @notice Every wei of ether and every unit of a listed token is in exactly one of three heaps: what an account may
/// take out (available), what a module holds for a purpose (a pot), or what is burned and stays here for ever. For
/// each token the balance is never less than the three together.
/// @dev Modules and tokens are fixed when the vault is created. A module moves only its own pots. It opens a pot only
/// from the available balance of the account that called it; that the modules do so is what a reader of their code
/// must check, and all there is to trust. Nobody owns the vault and nothing in it can stop a withdrawal. Ether is
/// written as address(0) and is always listed. Users may come through the relay; modules never do.
///
/// What is credited is what arrived: the balance after the transfer less the balance before. Whatever else comes here
/// (tokens sent without a deposit, ether forced in) belongs to nobody and stays.
///
/// Assumptions on a listed token, and what breaks without them. Heaps of one token never pay for another's.
/// - Balances change only by transfers. A token that rebases downwards, or whose owner can take balances away, leaves
///   too little for the last to withdraw; one that rebases upwards leaves the gain with nobody. Do not list it.
/// - A transfer out takes from the vault exactly what was asked for. A fee on top of it would be paid by others; a fee
///   out of it is borne by the receiver.
/// - Transfers are not blocked. A token that blocks or pauses stops the withdrawal of that token only, for as long; to
///   a blocked receiver another `to` may be named.
/// - It may take a fee on the way in, return nothing, lack `permit`, or call back; none of these credits too much.
/// - `permit` does not move tokens, and a call of it on a token without it does not succeed in doing something else.
interface IVault {
    /// @param signer whose available balance it is
    /// @param nonce `nonces(signer)`
    /// @param deadline last second at which it may be brought in
    struct Withdrawal {
        address signer;
        address token;
        uint256 amount;
        address to;
        uint256 nonce;
        uint256 deadline;
    }

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
    error SignatureExpired(uint256 deadline);
    error BadSignature(address signer, bytes32 digest);

    /// @notice Adds the ether sent to what the caller may take out.
    function deposit() external payable;

    /// @notice Takes `amount` of a listed token from the caller, who allowed it, and adds what arrived to what he may
    /// take out.
    function depositToken(address token, uint256 amount) external;

    /// @notice `depositToken` with the allowance as a signature (ERC-2612) in the same transaction.
    /// @dev A permit that fails is passed over: it may have been brought in before, and the allowance decides.
    function depositWithPermit(address token, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Sends `amount` of the caller's available balance to `to`. Nothing and nobody here can refuse it.
    function withdraw(address token, uint256 amount, address to) external;

    /// @notice Brings in a withdrawal its signer signed (EIP-712, domain "AssayVault", version "1"; ERC-1271 for
    /// wallets that are contracts). Anyone; the money goes where the signer wrote.
    function withdrawBySig(Withdrawal calldata order, bytes calldata signature) external;

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

    /// @notice Whether the vault takes the token; ether, address(0), always.
    function isListed(address token) external view returns (bool);

    /// @notice The EIP-712 hash that the owner of the money signs.
    function withdrawalHash(Withdrawal calldata order) external view returns (bytes32);
}
