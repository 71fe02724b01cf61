// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Vault} from "../../main/solidity/Vault.sol";
import {IVault} from "../../main/solidity/interfaces/IVault.sol";
import {Test} from "./support/Test.sol";

/// @dev Calls withdraw again while it is being paid.
contract Greedy {
    Vault internal immutable vault;
    uint256 public calls;

    constructor(Vault vault_) payable {
        vault = vault_;
        vault_.deposit{value: msg.value}();
    }

    function start(uint256 amount) external {
        vault.withdraw(address(0), amount, address(this));
    }

    receive() external payable {
        if (++calls == 1) vault.withdraw(address(0), msg.value, address(this));
    }
}

contract Refuser {}

contract VaultTest is Test {
    address internal constant ETHER = address(0);
    address internal constant MODULE = address(0xA0);
    address internal constant OTHER = address(0xA1);
    address internal constant ALICE = address(0xB0);
    bytes32 internal constant KEY = bytes32(uint256(1));
    Vault internal vault;

    function setUp() public {
        address[] memory modules = new address[](2);
        (modules[0], modules[1]) = (MODULE, OTHER);
        vault = new Vault(address(0xFE), modules, new address[](0));
        vm.deal(ALICE, 10 ether);
        vm.prank(ALICE);
        vault.deposit{value: 10 ether}();
    }

    function testFuzzShouldGiveBackWhatWasDeposited(uint256 out) public {
        out = bound(out, 1, 10 ether);

        vm.prank(ALICE);
        vault.withdraw(ETHER, out, address(0xC0));

        equal(address(0xC0).balance, out, "received");
        equal(vault.available(ETHER, ALICE), 10 ether - out, "left");
    }

    function testFuzzShouldRefuseToWithdrawMoreThanAvailable(uint256 over) public {
        over = bound(over, 10 ether + 1, type(uint256).max);
        expect(abi.encodeWithSelector(IVault.InsufficientAvailable.selector, ETHER, ALICE, 10 ether, over));
        vm.prank(ALICE);
        vault.withdraw(ETHER, over, ALICE);
    }

    function testShouldRefuseAnEmptyDeposit() public {
        expect(IVault.ZeroAmount.selector);
        vault.deposit();
    }

    function testShouldRefuseAnEmptyWithdrawal() public {
        expect(IVault.ZeroAmount.selector);
        vault.withdraw(ETHER, 0, ALICE);
    }

    function testShouldRefuseToWithdrawToNobody() public {
        expect(IVault.ZeroAddress.selector);
        vm.prank(ALICE);
        vault.withdraw(ETHER, 1, address(0));
    }

    function testShouldRefuseAnotherToken() public {
        expect(abi.encodeWithSelector(IVault.UnknownToken.selector, address(5)));
        vm.prank(ALICE);
        vault.withdraw(address(5), 1, ALICE);

        expect(abi.encodeWithSelector(IVault.UnknownToken.selector, address(5)));
        vm.prank(MODULE);
        vault.fundPot(KEY, address(5), ALICE, 1);
    }

    function testShouldRefuseToPayTwiceWhenCalledBack() public {
        vm.deal(address(this), 2 ether);
        Greedy greedy = new Greedy{value: 1 ether}(vault);
        expect(abi.encodeWithSelector(IVault.TransferFailed.selector, address(greedy), 1 ether));
        greedy.start(1 ether);
        equal(vault.available(ETHER, address(greedy)), 1 ether, "kept");
    }

    function testShouldKeepTheMoneyWhenTheReceiverRefusesIt() public {
        Refuser refuser = new Refuser();
        expect(abi.encodeWithSelector(IVault.TransferFailed.selector, address(refuser), 1));
        vm.prank(ALICE);
        vault.withdraw(ETHER, 1, address(refuser));
    }

    function testShouldRefusePotsToStrangers() public {
        bytes memory wanted = abi.encodeWithSelector(IVault.NotModule.selector, ALICE);
        vm.startPrank(ALICE);
        expect(wanted);
        vault.fundPot(KEY, ETHER, ALICE, 1);
        expect(wanted);
        vault.payPot(KEY, ETHER, ALICE, 1);
        expect(wanted);
        vault.burnPot(KEY, ETHER, 1);
        vm.stopPrank();
    }

    function testShouldRefuseAModuleThePotOfAnother() public {
        vm.prank(MODULE);
        vault.fundPot(KEY, ETHER, ALICE, 4 ether);

        vm.startPrank(OTHER);
        expect(abi.encodeWithSelector(IVault.InsufficientPot.selector, OTHER, KEY, 0, 1));
        vault.payPot(KEY, ETHER, OTHER, 1);
        expect(abi.encodeWithSelector(IVault.InsufficientPot.selector, OTHER, KEY, 0, 1));
        vault.burnPot(KEY, ETHER, 1);
        vm.stopPrank();
    }

    function testShouldRefuseToFundAPotWithMoreThanAvailable() public {
        expect(abi.encodeWithSelector(IVault.InsufficientAvailable.selector, ETHER, ALICE, 10 ether, 11 ether));
        vm.prank(MODULE);
        vault.fundPot(KEY, ETHER, ALICE, 11 ether);
    }

    function testShouldRefuseAnEmptyPotMove() public {
        expect(IVault.ZeroAmount.selector);
        vm.prank(MODULE);
        vault.fundPot(KEY, ETHER, ALICE, 0);
    }

    function testShouldRefuseToPayNobody() public {
        vm.startPrank(MODULE);
        vault.fundPot(KEY, ETHER, ALICE, 1);
        expect(IVault.ZeroAddress.selector);
        vault.payPot(KEY, ETHER, address(0), 1);
        vm.stopPrank();
    }

    function testShouldRefuseAModuleThatIsNobody() public {
        expect(IVault.ZeroAddress.selector);
        new Vault(address(0xFE), new address[](1), new address[](0));
    }

    function testFuzzShouldKeepEveryWeiInOneHeap(uint256 funded, uint256 paid, uint256 burned) public {
        funded = bound(funded, 1, 10 ether);
        paid = bound(paid, 0, funded);
        burned = bound(burned, 0, funded - paid);

        vm.startPrank(MODULE);
        vault.fundPot(KEY, ETHER, ALICE, funded);
        vault.payPot(KEY, ETHER, OTHER, paid);
        vault.burnPot(KEY, ETHER, burned);
        vm.stopPrank();

        equal(vault.available(ETHER, ALICE), 10 ether - funded, "available");
        equal(vault.available(ETHER, OTHER), paid, "paid");
        equal(vault.potOf(MODULE, KEY, ETHER), funded - paid - burned, "pot");
        equal(vault.burned(ETHER), burned, "burned");
        equal(address(vault).balance, 10 ether, "balance");
    }
}
