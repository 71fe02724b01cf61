// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ActorRegistry} from "../../main/solidity/ActorRegistry.sol";
import {IActorRegistry} from "../../main/solidity/interfaces/IActorRegistry.sol";
import {IVault} from "../../main/solidity/interfaces/IVault.sol";
import {World} from "./support/World.sol";

contract ActorRegistryTest is World {
    address internal who;

    function setUp() public override {
        super.setUp();
        who = evaluators[0];
    }

    function lock(uint256 amount) internal {
        vm.prank(address(panel));
        actors.lockSeat("b", who, amount);
    }

    function release(uint256 slash) internal {
        vm.prank(address(panel));
        actors.releaseSeat("b", who, slash, address(0));
    }

    // ------------------------------------------------------------ taking part

    function testShouldVersionRecipients() public {
        vm.startPrank(stranger);
        actors.join(4, "first");
        actors.join(6, "first");
        actors.join(6, "second");
        vm.stopPrank();

        IActorRegistry.Actor memory a = actors.actorOf(stranger);
        equal(a.roles, 6, "roles");
        equal(a.recipientVersion, 2, "version");
        equal(actors.recipientAt(stranger, 1), "first", "first");
        equal(actors.recipientAt(stranger, 2), "second", "second");
    }

    function testShouldRefuseToJoinWithoutRolesOrRecipient() public {
        expect(IActorRegistry.NoRoles.selector);
        actors.join(0, "r");
        expect(IActorRegistry.NoRecipient.selector);
        actors.join(1, 0);
    }

    function testShouldRefuseToStopJudgingWhileBonded() public {
        bytes memory wanted = abi.encodeWithSelector(IActorRegistry.StillBonded.selector, who, TICKET);
        vm.startPrank(who);
        expect(wanted);
        actors.join(4, "r");
        expect(wanted);
        actors.resign();
        vm.stopPrank();
    }

    function testShouldResignWhenNothingIsBonded() public {
        vm.startPrank(stranger);
        actors.join(4, "r");
        actors.resign();
        expect(abi.encodeWithSelector(IActorRegistry.NotJoined.selector, stranger));
        actors.setRig("rig");
        vm.stopPrank();
        equal(actors.actorOf(stranger).roles, 0, "roles");
    }

    function testShouldKeepRigAndPool() public {
        vm.startPrank(who);
        actors.setRig("rig");
        actors.setPool(pool, 500);
        vm.stopPrank();
        equal(actors.actorOf(who).rigInventoryHash, "rig", "rig");
        (address p, uint16 fee) = actors.poolOf(who);
        equal(p, pool, "pool");
        equal(fee, 500, "fee");
    }

    function testShouldRefuseABadPool() public {
        vm.startPrank(who);
        expect(abi.encodeWithSelector(IActorRegistry.BadFee.selector, 10_001));
        actors.setPool(pool, 10_001);
        expect(abi.encodeWithSelector(IActorRegistry.BadPool.selector, who));
        actors.setPool(who, 1);
        expect(abi.encodeWithSelector(IActorRegistry.BadPool.selector, address(0)));
        actors.setPool(address(0), 1);
        vm.stopPrank();
        expect(abi.encodeWithSelector(IActorRegistry.NotJoined.selector, stranger));
        vm.prank(stranger);
        actors.setPool(pool, 1);
    }

    // ------------------------------------------------------------ bond and tickets

    function testFuzzShouldCountWholeTickets(uint256 more) public {
        more = bound(more, 1, 90 ether);
        vm.prank(who);
        actors.bond(more);
        equal(actors.actorOf(who).tickets, (TICKET + more) / TICKET, "tickets");
        equal(bonded(who), TICKET + more, "bonded");
        equal(has(who), 90 ether - more, "available");
    }

    function testShouldRefuseABondFromWhoDoesNotJudge() public {
        expect(abi.encodeWithSelector(IActorRegistry.NotEvaluator.selector, stranger));
        vm.prank(stranger);
        actors.bond(1 ether);
    }

    function testShouldRefuseABondThatItsWordCannotHold() public {
        vm.deal(who, 1 << 97);
        vm.startPrank(who);
        vault.deposit{value: 1 << 97}();
        expect(abi.encodeWithSelector(IActorRegistry.BondTooLarge.selector, 1 << 96));
        actors.bond(1 << 96);
        vm.stopPrank();
    }

    function testShouldRefuseABondHeHasNot() public {
        expect(abi.encodeWithSelector(IVault.InsufficientAvailable.selector, ETHER, who, 90 ether, 91 ether));
        vm.prank(who);
        actors.bond(91 ether);
    }

    function testShouldCountAtMostThirtyTwoTickets() public {
        address rich = address(0x9999);
        fund(rich, 1000 ether);
        vm.startPrank(rich);
        actors.join(8, "r");
        actors.bond(1000 ether);
        vm.stopPrank();
        equal(actors.actorOf(rich).tickets, 32, "tickets");
    }

    function testShouldUnbondAfterTheDelayOnly() public {
        vm.startPrank(who);
        actors.unbond(TICKET);
        uint64 ready = uint64(now_ + UNBOND_DELAY);
        equal(actors.actorOf(who).tickets, 0, "no ticket any more");
        expect(abi.encodeWithSelector(IActorRegistry.UnbondNotReady.selector, ready));
        actors.withdrawBond();
        pass(UNBOND_DELAY);
        actors.withdrawBond();
        equal(has(who), 100 ether, "back");
        expect(abi.encodeWithSelector(IActorRegistry.NothingUnbonding.selector, who));
        actors.withdrawBond();
        vm.stopPrank();
    }

    function testShouldRefuseToUnbondWhatIsLockedOrAskedBack() public {
        lock(4 ether);
        vm.startPrank(who);
        expect(abi.encodeWithSelector(IActorRegistry.InsufficientBond.selector, who, 6 ether, 7 ether));
        actors.unbond(7 ether);
        actors.unbond(6 ether);
        expect(abi.encodeWithSelector(IActorRegistry.InsufficientBond.selector, who, 0, 1));
        actors.unbond(1);
        expect(IActorRegistry.ZeroAmount.selector);
        actors.unbond(0);
        vm.stopPrank();
    }

    function testShouldKeepALockedBondUntilItIsReleased() public {
        vm.prank(who);
        actors.unbond(TICKET);
        lock(1 ether);
        pass(UNBOND_DELAY);
        expect(abi.encodeWithSelector(IActorRegistry.InsufficientBond.selector, who, 9 ether, TICKET));
        vm.prank(who);
        actors.withdrawBond();

        release(1 ether);
        vm.prank(who);
        actors.withdrawBond();
        equal(has(who), 99 ether, "all but the slash");
        equal(vault.burned(ETHER), 1 ether, "burned");
    }

    function testShouldSlashFromTheLockOnlyAndTakeTheTicket() public {
        lock(4 ether);
        vm.prank(address(panel));
        expect(abi.encodeWithSelector(IActorRegistry.InsufficientBond.selector, who, 4 ether, 5 ether));
        actors.releaseSeat("b", who, 5 ether, address(0));

        release(0.4 ether);
        equal(bonded(who), 9.6 ether, "bonded");
        equal(locked(who), 0, "locked");
        equal(actors.actorOf(who).tickets, 0, "less than a ticket");
        equal(actors.seatLock("b", who), 0, "lock");

        vm.prank(who);
        actors.bond(0.4 ether);
        equal(actors.actorOf(who).tickets, 1, "a ticket again");
    }

    function testShouldRefuseLocksToAllButThePanelAndTheBeacon() public {
        vm.startPrank(stranger);
        bytes memory wanted = abi.encodeWithSelector(IActorRegistry.NotPanel.selector, stranger);
        expect(wanted);
        actors.lockSeat("b", who, 1);
        expect(wanted);
        actors.releaseSeat("b", who, 1, address(0));
        wanted = abi.encodeWithSelector(IActorRegistry.NotBeacon.selector, stranger);
        expect(wanted);
        actors.releaseContribution("r", who, false);
        expect(wanted);
        actors.askContribution("r", who);
        expect(wanted);
        actors.givePreimage(who, 0, 1, "x");
        vm.stopPrank();
        expect(abi.encodeWithSelector(IActorRegistry.NotBeacon.selector, address(panel)));
        vm.prank(address(panel));
        actors.askContribution("r", who);
    }

    function testShouldReleaseNoMoreContributionsThanWereAsked() public {
        lock(1 ether);
        expect(abi.encodeWithSelector(IActorRegistry.NotContributing.selector, who));
        vm.startPrank(address(beacon));
        actors.releaseContribution("r", who, true);
        actors.askContribution("r", who);
        equal(locked(who), 1 ether + CONTRIBUTOR_LOCK, "seat and contribution");
        actors.releaseContribution("r", who, true);
        vm.stopPrank();
        equal(bonded(who), TICKET - CONTRIBUTOR_LOCK, "burned");
        equal(locked(who), 1 ether, "the seat's lock is untouched");
    }

    function testShouldGiveASlashToAnHeir() public {
        lock(4 ether);
        vm.prank(address(panel));
        actors.releaseSeat("b", who, 1 ether, stranger);
        equal(has(stranger), 1001 ether, "heir");
        equal(vault.burned(ETHER), 0, "nothing burned");
        equal(bonded(who), 9 ether, "bonded");
    }

    function testShouldKeepTheNewestAttestationOfEachAttester() public {
        expect(abi.encodeWithSelector(IActorRegistry.NotJoined.selector, stranger));
        vm.prank(stranger);
        actors.attest(miners[0], "first");
        vm.startPrank(who);
        expect(IActorRegistry.NothingAttested.selector);
        actors.attest(miners[0], 0);
        actors.attest(miners[0], "first");
        actors.attest(miners[0], "second");
        vm.stopPrank();
        equal(actors.attestationOf(miners[0], who), "second", "newest");
        equal(actors.attestationOf(miners[0], evaluators[1]), 0, "of this attester");
    }

    function testShouldRefuseLocksThatCannotBe() public {
        vm.startPrank(address(panel));
        expect(IActorRegistry.ZeroAmount.selector);
        actors.lockSeat("b", who, 0);
        expect(abi.encodeWithSelector(IActorRegistry.InsufficientBond.selector, who, TICKET, TICKET + 1));
        actors.lockSeat("b", who, TICKET + 1);
        expect(abi.encodeWithSelector(IActorRegistry.NoLock.selector, bytes32("b"), who));
        actors.releaseSeat("b", who, 0, address(0));
        actors.lockSeat("b", who, 1);
        expect(abi.encodeWithSelector(IActorRegistry.AlreadyLocked.selector, bytes32("b"), who));
        actors.lockSeat("b", who, 1);
        vm.stopPrank();
    }

    function testShouldSayWhoseTicketCountedWhen() public {
        uint64 since = uint64(now_ - 1);
        equal(actors.places(), 3, "places");
        equal(actors.ticketAt(0, since), address(0), "not in its first second");
        equal(actors.ticketAt(0, since + 1), who, "from then");
        pass(10);
        vm.prank(who);
        actors.unbond(TICKET);
        equal(actors.ticketAt(0, uint64(now_)), who, "counted until it was asked back");
        equal(actors.ticketAt(0, uint64(now_ + 1)), address(0), "no more");
    }

    function testShouldUseAPlaceAgainOnlyAfterTheDelay() public {
        vm.prank(who);
        actors.unbond(TICKET);
        vm.prank(evaluators[1]);
        actors.bond(TICKET);
        equal(actors.places(), 4, "a new place");
        pass(UNBOND_DELAY);
        vm.prank(evaluators[1]);
        actors.bond(TICKET);
        equal(actors.places(), 4, "the old place");
        equal(actors.ticketAt(0, uint64(now_ + 1)), evaluators[1], "its new owner");
    }

    function testShouldRefuseATicketOfNothing() public {
        expect(IActorRegistry.ZeroAmount.selector);
        new ActorRegistry(address(relay), address(vault), address(panel), address(beacon), 0, 1, 1);
        expect(IActorRegistry.ZeroAmount.selector);
        new ActorRegistry(address(relay), address(vault), address(panel), address(beacon), 1, 0, 1);
    }

    // ------------------------------------------------------------ hash chains

    function testShouldWalkTheChainInAnyOrderOfPositions() public {
        vm.startPrank(address(beacon));
        for (uint64 i = 1; i <= 3; ++i) {
            (uint32 chain, uint64 position) = actors.askContribution("r", who);
            equal(chain, 0, "chain");
            equal(position, i, "position");
        }
        actors.givePreimage(who, 0, 2, link(who, 2));
        actors.givePreimage(who, 0, 1, link(who, 1));
        actors.givePreimage(who, 0, 3, link(who, 3));
        vm.stopPrank();
        (, bytes32 tip, uint64 known,,) = actors.chainOf(who);
        equal(tip, link(who, 3), "tip");
        equal(known, 3, "known");
    }

    function testFuzzShouldRefuseAnotherPreimage(bytes32 x) public {
        vm.assume(x != link(who, 1));
        expect(abi.encodeWithSelector(IActorRegistry.WrongPreimage.selector, who, 0, 1));
        vm.prank(address(beacon));
        actors.givePreimage(who, 0, 1, x);
    }

    function testShouldRefuseZeroAsAPreimage() public {
        bytes32 tip = keccak256(abi.encode(bytes32(0)));
        vm.prank(who);
        actors.registerChain(tip);
        expect(abi.encodeWithSelector(IActorRegistry.WrongPreimage.selector, who, 1, 1));
        vm.prank(address(beacon));
        actors.givePreimage(who, 1, 1, 0);
    }

    function testShouldRefuseChainsOfNothingAndNobody() public {
        vm.startPrank(who);
        expect(IActorRegistry.NoTip.selector);
        actors.registerChain(0);
        vm.stopPrank();
        expect(abi.encodeWithSelector(IActorRegistry.NotJoined.selector, stranger));
        vm.prank(stranger);
        actors.registerChain("t");
        expect(abi.encodeWithSelector(IActorRegistry.NoChain.selector, stranger));
        actors.chainOf(stranger);
        expect(abi.encodeWithSelector(IActorRegistry.NoChain.selector, stranger));
        vm.prank(address(beacon));
        actors.askContribution("r", stranger);
        isTrue(!actors.mayContribute(stranger, uint64(now_)), "none");
    }
}
