// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Forwarder} from "@openzeppelin/contracts/metatx/ERC2771Forwarder.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title The one door through which others may bring in what a user signed
/// @notice Anyone may submit a request signed by its user (EIP-712, domain "AssayRelay", version "1"; ERC-1271 for
/// wallets that are contracts) and pays its gas. The called contract sees the user, not the submitter. A request
/// names user, contract, value, gas, nonce, deadline and the whole call: whoever brings it in can only leave it.
/// @dev Who trusts this contract trusts what it appends to a call, so it must append a verified signer and nothing
/// else; that is OpenZeppelin's forwarder, unchanged but for the wallets. Requests of one user go in by their nonces,
/// one after the other. A request whose call reverts keeps its nonce in `execute` and loses it in a batch with a
/// refund receiver. Nobody owns it, and everything that can be relayed can be done by the user directly.
contract Relay is ERC2771Forwarder {
    constructor() ERC2771Forwarder("AssayRelay") {}

    /// @dev The signer is who the request says it is, or nobody. A wallet is asked by staticcall, before the nonce moves.
    function _recoverForwardRequestSigner(ForwardRequestData calldata request)
        internal
        view
        override
        returns (bool isValid, address signer)
    {
        bytes32 digest = _hashTypedDataV4(
            keccak256(
                abi.encode(
                    FORWARD_REQUEST_TYPEHASH,
                    request.from,
                    request.to,
                    request.value,
                    request.gas,
                    nonces(request.from),
                    request.deadline,
                    keccak256(request.data)
                )
            )
        );
        isValid = SignatureChecker.isValidSignatureNowCalldata(request.from, digest, request.signature);
        return (isValid, isValid ? request.from : address(0));
    }
}
