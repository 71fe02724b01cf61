// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IVault} from "./interfaces/IVault.sol";

/// @title Vault
/// @notice What it does and what it assumes is said in IVault.
contract Vault is ERC2771Context, EIP712, Nonces, ReentrancyGuardTransient, IVault {
    using SafeERC20 for IERC20;

    address private constant ETHER = address(0);
    bytes32 private constant WITHDRAWAL_TYPEHASH =
        keccak256("Withdrawal(address signer,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)");

    mapping(address token => mapping(address account => uint256)) public available;
    mapping(address token => uint256) public burned;
    mapping(address token => bool) public isListed;
    mapping(address account => bool) public isModule;
    mapping(address module => mapping(bytes32 key => mapping(address token => uint256))) private _pots;

    /// @dev Modules are contracts of ours and call directly: the relay speaks for users only.
    modifier onlyModule() {
        if (!isModule[msg.sender]) revert NotModule(msg.sender);
        _;
    }

    modifier onlyListed(address token) {
        if (!isListed[token]) revert UnknownToken(token);
        _;
    }

    constructor(address relay_, address[] memory modules, address[] memory tokens)
        ERC2771Context(relay_)
        EIP712("AssayVault", "1")
    {
        for (uint256 i; i < modules.length; ++i) {
            if (modules[i] == address(0)) revert ZeroAddress();
            isModule[modules[i]] = true;
        }
        isListed[ETHER] = true;
        for (uint256 i; i < tokens.length; ++i) {
            if (tokens[i].code.length == 0) revert UnknownToken(tokens[i]);
            isListed[tokens[i]] = true;
        }
    }

    // ---------------------------------------------------------------- users

    /// @inheritdoc IVault
    function deposit() external payable {
        if (msg.value == 0) revert ZeroAmount();
        _credit(ETHER, _msgSender(), msg.value);
    }

    /// @inheritdoc IVault
    function depositToken(address token, uint256 amount) external {
        _depositToken(token, _msgSender(), amount);
    }

    /// @inheritdoc IVault
    function depositWithPermit(address token, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        _requireToken(token);
        address account = _msgSender();
        // whoever saw the permit may have brought it in already; what counts is the allowance
        try IERC20Permit(token).permit(account, address(this), amount, deadline, v, r, s) {} catch {}
        _depositToken(token, account, amount);
    }

    /// @inheritdoc IVault
    function withdraw(address token, uint256 amount, address to) external {
        _withdraw(token, _msgSender(), amount, to);
    }

    /// @inheritdoc IVault
    function withdrawBySig(Withdrawal calldata order, bytes calldata signature) external {
        if (block.timestamp > order.deadline) revert SignatureExpired(order.deadline);
        bytes32 digest = withdrawalHash(order);
        if (!SignatureChecker.isValidSignatureNowCalldata(order.signer, digest, signature)) {
            revert BadSignature(order.signer, digest);
        }
        _useCheckedNonce(order.signer, order.nonce);
        _withdraw(order.token, order.signer, order.amount, order.to);
    }

    // ---------------------------------------------------------------- modules

    /// @inheritdoc IVault
    function fundPot(bytes32 key, address token, address from, uint256 amount) external onlyModule onlyListed(token) {
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

    // ---------------------------------------------------------------- views

    /// @inheritdoc IVault
    function potOf(address module, bytes32 key, address token) external view returns (uint256) {
        return _pots[module][key][token];
    }

    /// @inheritdoc IVault
    function withdrawalHash(Withdrawal calldata order) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(WITHDRAWAL_TYPEHASH, order)));
    }

    // ---------------------------------------------------------------- internal

    /// @dev The one place where a stranger's code runs before the credit is written; without the guard a token that
    /// calls back would have one arrival counted twice.
    function _depositToken(address token, address account, uint256 amount) private nonReentrant {
        _requireToken(token);
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(account, address(this), amount);
        uint256 arrived = IERC20(token).balanceOf(address(this)) - before;
        if (arrived == 0) revert ZeroAmount();
        _credit(token, account, arrived);
    }

    function _requireToken(address token) private view onlyListed(token) {
        if (token == ETHER) revert UnknownToken(token);
    }

    function _credit(address token, address account, uint256 amount) private {
        available[token][account] += amount;
        emit Deposited(token, account, amount);
    }

    function _withdraw(address token, address account, uint256 amount, address to) private onlyListed(token) {
        if (amount == 0) revert ZeroAmount();
        if (to == address(0)) revert ZeroAddress();
        _take(token, account, amount);
        emit Withdrawn(token, account, to, amount);
        if (token != ETHER) return IERC20(token).safeTransfer(to, amount);
        (bool sent,) = to.call{value: amount}("");
        if (!sent) revert TransferFailed(to, amount);
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
