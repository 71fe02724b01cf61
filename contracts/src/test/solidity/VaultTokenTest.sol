// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {Vault} from "../../main/solidity/Vault.sol";
import {IVault} from "../../main/solidity/interfaces/IVault.sol";
import {Test} from "./support/Test.sol";
import {
    CallingToken,
    FalseToken,
    FeeToken,
    ListedToken,
    LyingToken,
    NoPermitToken,
    SilentToken
} from "./support/Tokens.sol";
import {Wallet} from "./support/Wallet.sol";

/// @dev The part of a token's interface that all of ours have.
interface IMock {
    function mint(address to, uint256 amount) external;
    function approve(address spender, uint256 amount) external;
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 amount) external;
}

contract VaultTokenTest is Test {
    address internal constant ETHER = address(0);
    address internal constant MODULE = address(0xA0);
    address internal constant BOB = address(0xB1);
    bytes32 internal constant KEY = bytes32(uint256(1));
    bytes32 internal constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    uint256 internal constant ALICE_KEY = 0xA11CE;

    address internal alice;
    ListedToken internal token;
    FeeToken internal fee;
    SilentToken internal silent;
    FalseToken internal falsy;
    LyingToken internal lying;
    NoPermitToken internal noPermit;
    CallingToken internal calling;
    Vault internal vault;

    function setUp() public {
        vm.warp(1_700_000_000);
        alice = vm.addr(ALICE_KEY);
        (token, fee, silent) = (new ListedToken(), new FeeToken(), new SilentToken());
        (falsy, lying, noPermit, calling) =
        (new FalseToken(), new LyingToken(), new NoPermitToken(), new CallingToken());
        address[] memory modules = new address[](1);
        modules[0] = MODULE;
        address[] memory tokens = all();
        vault = new Vault(address(0xFE), modules, tokens);
        for (uint256 i; i < tokens.length; ++i) {
            if (tokens[i] == address(lying)) continue;
            IMock(tokens[i]).mint(alice, 1000);
            vm.prank(alice);
            IMock(tokens[i]).approve(address(vault), type(uint256).max);
        }
        vm.deal(alice, 10 ether);
        vm.prank(alice);
        vault.deposit{value: 10 ether}();
    }

    function all() internal view returns (address[] memory tokens) {
        tokens = new address[](7);
        (tokens[0], tokens[1], tokens[2], tokens[3]) = (address(token), address(fee), address(silent), address(falsy));
        (tokens[4], tokens[5], tokens[6]) = (address(noPermit), address(calling), address(lying));
    }

    function put(address which, uint256 amount) internal {
        vm.prank(alice);
        vault.depositToken(which, amount);
    }

    function solvent(address which) internal view {
        uint256 heaps = vault.available(which, alice) + vault.available(which, BOB) + vault.available(which, which)
            + vault.potOf(MODULE, KEY, which) + vault.burned(which);
        isTrue(IMock(which).balanceOf(address(vault)) >= heaps, "balance >= available + pots + burned");
    }

    // ------------------------------------------------------------ listing

    function testShouldListEtherAndWhatWasNamedOnly() public {
        isTrue(vault.isListed(ETHER) && vault.isListed(address(token)), "listed");
        isTrue(!vault.isListed(address(this)), "not listed");
        address[] memory nothing = new address[](1);
        nothing[0] = address(0xBAD);
        expect(abi.encodeWithSelector(IVault.UnknownToken.selector, address(0xBAD)));
        new Vault(address(0xFE), new address[](0), nothing);
    }

    function testShouldRefuseTokensThatAreNotListed() public {
        address other = address(new ListedToken());
        bytes memory unknown = abi.encodeWithSelector(IVault.UnknownToken.selector, other);
        expect(unknown);
        vault.depositToken(other, 1);
        expect(unknown);
        vault.depositWithPermit(other, 1, 0, 0, 0, 0);
        expect(unknown);
        vault.withdraw(other, 1, alice);
        expect(abi.encodeWithSelector(IVault.UnknownToken.selector, ETHER));
        vault.depositToken(ETHER, 1);
        expect(abi.encodeWithSelector(IVault.UnknownToken.selector, ETHER));
        vault.depositWithPermit(ETHER, 1, 0, 0, 0, 0);
    }

    // ------------------------------------------------------------ what arrives is credited

    function testFuzzShouldGiveBackATokenThatWasDeposited(uint256 amount, uint256 out) public {
        amount = bound(amount, 1, 1000);
        out = bound(out, 1, amount);
        put(address(token), amount);
        vm.prank(alice);
        vault.withdraw(address(token), out, BOB);

        equal(token.balanceOf(BOB), out, "received");
        equal(vault.available(address(token), alice), amount - out, "left");
        equal(vault.available(ETHER, alice), 10 ether, "ether is another heap");
    }

    function testFuzzShouldCreditWhatArrivedOfATokenWithAFee(uint256 amount) public {
        amount = bound(amount, 10, 1000);
        put(address(fee), amount);
        equal(vault.available(address(fee), alice), amount - amount / 10, "less the fee");
        solvent(address(fee));
    }

    function testShouldTakeATokenThatReturnsNothing() public {
        put(address(silent), 10);
        vm.prank(alice);
        vault.withdraw(address(silent), 4, BOB);
        equal(silent.balanceOf(BOB), 4, "received");
        equal(vault.available(address(silent), alice), 6, "left");
    }

    function testShouldRefuseATokenThatSaysFalse() public {
        bytes memory failed = abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(falsy));
        expect(failed);
        put(address(falsy), 1001);
        put(address(falsy), 20);
        expect(failed);
        vm.prank(alice);
        vault.withdraw(address(falsy), 13, BOB);
        equal(vault.available(address(falsy), alice), 20, "kept");
    }

    function testShouldCreditNothingWhenNothingArrives() public {
        expect(IVault.ZeroAmount.selector);
        put(address(lying), 10);
        expect(IVault.ZeroAmount.selector);
        put(address(token), 0);
    }

    function testShouldNotCountOneArrivalTwiceWhenCalledBack() public {
        calling.mint(address(calling), 100);
        calling.set(vault, false);
        expect(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        calling.start(10);
        equal(vault.available(address(calling), address(calling)), 0, "nothing");
    }

    function testShouldStaySolventWhenATokenWithdrawsWhileDeposited() public {
        calling.mint(address(calling), 100);
        calling.depositQuietly(vault, 5);
        calling.set(vault, true);
        calling.start(10);
        equal(vault.available(address(calling), address(calling)), 5 - 1 + 10 - 1, "each unit once, at its own cost");
        solvent(address(calling));
    }

    function testShouldGiveNobodyWhatWasSentWithoutADeposit() public {
        vm.prank(alice);
        token.transfer(address(vault), 100);
        put(address(token), 10);
        equal(vault.available(address(token), alice), 10, "only the deposit");
        solvent(address(token));
    }

    // ------------------------------------------------------------ permit

    function permit(uint256 amount, uint256 deadline) internal returns (uint8 v, bytes32 r, bytes32 s) {
        bytes32 words =
            keccak256(abi.encode(PERMIT_TYPEHASH, alice, address(vault), amount, token.nonces(alice), deadline));
        return vm.sign(ALICE_KEY, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), words)));
    }

    function testShouldDepositWithAPermit() public {
        vm.prank(alice);
        token.approve(address(vault), 0);
        (uint8 v, bytes32 r, bytes32 s) = permit(50, block.timestamp);
        vm.prank(alice);
        vault.depositWithPermit(address(token), 50, block.timestamp, v, r, s);
        equal(vault.available(address(token), alice), 50, "credited");
    }

    function testShouldNotBeStoppedByAPermitThatWasBroughtInBefore() public {
        vm.prank(alice);
        token.approve(address(vault), 0);
        (uint8 v, bytes32 r, bytes32 s) = permit(50, block.timestamp);
        token.permit(alice, address(vault), 50, block.timestamp, v, r, s);
        vm.prank(alice);
        vault.depositWithPermit(address(token), 50, block.timestamp, v, r, s);
        equal(vault.available(address(token), alice), 50, "credited");
    }

    function testShouldPassOverAPermitThatFailsIfAllowed() public {
        vm.startPrank(alice);
        vault.depositWithPermit(address(noPermit), 5, 0, 0, 0, 0);
        vault.depositWithPermit(address(fee), 50, 0, 0, 0, 0);
        vault.depositWithPermit(address(silent), 5, 0, 0, 0, 0);
        vm.stopPrank();
        equal(vault.available(address(noPermit), alice), 5, "reverting permit");
        equal(vault.available(address(fee), alice), 45, "no permit");
        equal(vault.available(address(silent), alice), 5, "a fallback in its place");
    }

    function testShouldRefuseToTakeWithoutAllowance() public {
        vm.prank(alice);
        token.approve(address(vault), 0);
        vm.expectRevert();
        vm.prank(alice);
        vault.depositWithPermit(address(token), 5, 0, 0, 0, 0);
    }

    // ------------------------------------------------------------ pots

    function testFuzzShouldKeepEveryTokenInOneHeap(uint8 which, uint256 funded, uint256 paid, uint256 burned) public {
        address t = all()[bound(which, 0, 4)];
        put(t, 1000);
        uint256 has = vault.available(t, alice);
        funded = bound(funded, 1, has);
        paid = bound(paid, 0, funded);
        burned = bound(burned, 0, funded - paid);

        vm.startPrank(MODULE);
        vault.fundPot(KEY, t, alice, funded);
        vault.payPot(KEY, t, BOB, paid);
        vault.burnPot(KEY, t, burned);
        vm.stopPrank();

        equal(vault.available(t, alice) + vault.available(t, BOB), has - funded + paid, "available");
        equal(vault.potOf(MODULE, KEY, t), funded - paid - burned, "pot");
        equal(vault.burned(t), burned, "burned");
        equal(vault.potOf(MODULE, KEY, ETHER), 0, "ether is another heap");
        solvent(t);
    }

    /// @dev Whatever is done in whatever order, refused or not: no token owes more than it has here.
    function testFuzzShouldStaySolventInEveryTokenThroughAnySequence(uint256 chance) public {
        for (uint256 i; i < 40; ++i) {
            chance = uint256(keccak256(abi.encode(chance)));
            address t = all()[chance % 6];
            (bool done,) = address(this).call(abi.encodeCall(this.act, (t, (chance >> 8) % 6, (chance >> 16) % 200)));
            done;
            solvent(t);
        }
        for (uint256 i; i < 6; ++i) {
            solvent(all()[i]);
        }
    }

    function act(address t, uint256 which, uint256 amount) external {
        vm.startPrank(which < 3 ? alice : MODULE);
        if (which == 0) vault.depositToken(t, amount);
        if (which == 1) vault.withdraw(t, amount, BOB);
        if (which == 2) IMock(t).transfer(address(vault), amount);
        if (which == 3) vault.fundPot(KEY, t, alice, amount);
        if (which == 4) vault.payPot(KEY, t, BOB, amount);
        if (which == 5) vault.burnPot(KEY, t, amount);
        vm.stopPrank();
    }

    function testShouldNotPayOneTokenFromThePotOfAnother() public {
        put(address(token), 10);
        vm.startPrank(MODULE);
        vault.fundPot(KEY, address(token), alice, 10);
        expect(abi.encodeWithSelector(IVault.InsufficientPot.selector, MODULE, KEY, 0, 1));
        vault.payPot(KEY, address(fee), BOB, 1);
        vm.stopPrank();
    }

    // ------------------------------------------------------------ withdrawals by signature

    function order(address signer, address which, uint256 amount) internal view returns (IVault.Withdrawal memory) {
        return IVault.Withdrawal(signer, which, amount, BOB, vault.nonces(signer), block.timestamp + 100);
    }

    function sign(IVault.Withdrawal memory w) internal returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(ALICE_KEY, vault.withdrawalHash(w));
        return abi.encodePacked(r, s, v);
    }

    function refused(IVault.Withdrawal memory w, bytes memory signature) internal {
        bytes memory why = abi.encodeWithSelector(IVault.BadSignature.selector, w.signer, vault.withdrawalHash(w));
        expect(why);
        vault.withdrawBySig(w, signature);
    }

    function testShouldBeTheTypedDataHashOfTheWithdrawal() public view {
        IVault.Withdrawal memory w = order(alice, ETHER, 1);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("AssayVault"),
                keccak256("1"),
                block.chainid,
                address(vault)
            )
        );
        bytes32 typeHash = keccak256(
            "Withdrawal(address signer,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)"
        );
        bytes32 wanted = keccak256(abi.encodePacked(hex"1901", domain, keccak256(abi.encode(typeHash, w))));
        equal(vault.withdrawalHash(w), wanted, "hash");
    }

    function testShouldPayWhereTheSignerWroteWhoeverBringsIt() public {
        put(address(token), 10);
        IVault.Withdrawal memory w = order(alice, ETHER, 1 ether);
        bytes memory signature = sign(w);
        vm.prank(address(0xCAFE));
        vault.withdrawBySig(w, signature);
        equal(BOB.balance, 1 ether, "ether");

        w = order(alice, address(token), 10);
        vault.withdrawBySig(w, sign(w));
        equal(token.balanceOf(BOB), 10, "token");
    }

    function testShouldRefuseTheSameWithdrawalTwiceAndOutOfOrder() public {
        IVault.Withdrawal memory w = order(alice, ETHER, 1);
        bytes memory signature = sign(w);
        vault.withdrawBySig(w, signature);
        expect(abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, alice, 1));
        vault.withdrawBySig(w, signature);

        w.nonce = 2;
        signature = sign(w);
        expect(abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, alice, 1));
        vault.withdrawBySig(w, signature);
    }

    function testFuzzShouldRefuseASignatureOverAnotherWithdrawal(uint8 field) public {
        IVault.Withdrawal memory w = order(alice, ETHER, 1);
        bytes memory signature = sign(w);
        field = uint8(bound(field, 0, 5));
        if (field == 0) w.token = address(token);
        if (field == 1) w.amount = 2;
        if (field == 2) w.to = address(0xBAD);
        if (field == 3) w.nonce = 1;
        if (field == 4) w.deadline += 1;
        if (field == 5) w.signer = BOB;
        refused(w, signature);
    }

    function testShouldRefuseAWithdrawalFromAnotherChainOrForAnotherVault() public {
        IVault.Withdrawal memory w = order(alice, ETHER, 1);
        bytes memory signature = sign(w);
        Vault here = vault;
        vault = new Vault(address(0xFE), new address[](0), new address[](0));
        refused(w, signature);
        vault = here;
        vm.chainId(999);
        refused(w, signature);
    }

    function testShouldRefuseALateWithdrawal() public {
        IVault.Withdrawal memory w = order(alice, ETHER, 1);
        bytes memory signature = sign(w);
        vm.warp(w.deadline + 1);
        expect(abi.encodeWithSelector(IVault.SignatureExpired.selector, w.deadline));
        vault.withdrawBySig(w, signature);
    }

    function testShouldRefuseToWithdrawBySignatureMoreThanAvailable() public {
        IVault.Withdrawal memory w = order(alice, ETHER, 11 ether);
        bytes memory signature = sign(w);
        expect(abi.encodeWithSelector(IVault.InsufficientAvailable.selector, ETHER, alice, 10 ether, 11 ether));
        vault.withdrawBySig(w, signature);
    }

    function testShouldTakeTheWordOfAContractWallet() public {
        Wallet wallet = new Wallet();
        vm.deal(address(wallet), 1 ether);
        vm.prank(address(wallet));
        vault.deposit{value: 1 ether}();
        IVault.Withdrawal memory w = order(address(wallet), ETHER, 1 ether);
        refused(w, "");
        wallet.approve(vault.withdrawalHash(w));
        vault.withdrawBySig(w, "");
        equal(BOB.balance, 1 ether, "paid");
    }
}
