// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {ISeedBeacon} from "../../main/solidity/interfaces/ISeedBeacon.sol";
import {Crowd} from "./support/Crowd.sol";

contract BeaconTest is Crowd {
    function give(bytes32 bounty, uint8 kind, uint256 from, uint256 to) internal {
        (address[] memory who,, uint64[] memory positions,) = beacon.contributorsOf(bounty, kind);
        for (uint256 i = from; i < to; ++i) {
            address[] memory one = new address[](1);
            bytes32[] memory preimage = new bytes32[](1);
            (one[0], preimage[0]) = (who[i], link(who[i], positions[i]));
            beacon.contribute(bounty, kind, one, preimage);
        }
    }

    function contributors(bytes32 bounty, uint8 kind) internal view returns (address[] memory who) {
        (who,,,) = beacon.contributorsOf(bounty, kind);
    }

    function contributing(address who) internal view returns (uint256) {
        return actors.actorOf(who).contributing;
    }

    function testShouldPickFiveDifferentAndLockEach() public {
        bytes32 bounty = open();
        address[] memory who = contributors(bounty, 0);
        equal(who.length, 5, "five");
        for (uint256 i; i < 5; ++i) {
            equal(contributing(who[i]), 1, "asked");
            equal(locked(who[i]), CONTRIBUTOR_LOCK, "lock");
            for (uint256 j; j < i; ++j) {
                isTrue(who[i] != who[j], "different");
            }
        }
    }

    /// @dev A specification can be varied without end, so it must not choose who contributes.
    function testShouldPickByThePreviousSeedWhateverTheRequest() public {
        address[] memory first = contributors(open(), 0);
        IBountyMarket.Terms memory t = bountyTerms();
        t.specHash = keccak256("another");
        address[] memory second = contributors(open(t), 0);
        for (uint256 i; i < 5; ++i) {
            equal(second[i], first[i], "the same");
        }
    }

    function testShouldReleaseTheLockOfWhoGives() public {
        bytes32 bounty = open();
        address[] memory who = contributors(bounty, 0);
        give(bounty, 0, 0, 1);
        equal(locked(who[0]), 0, "released");
        equal(locked(who[1]), CONTRIBUTOR_LOCK, "still");
    }

    function testShouldBurnTheLockOfWhoWithholdsAndPickOthersOnce() public {
        bytes32 bounty = open();
        address[] memory first = contributors(bounty, 0);
        give(bounty, 0, 0, 4);
        pass(WINDOW);
        market.poke(bounty);

        inState(bounty, IBountyMarket.State.Sampled);
        equal(bonded(first[4]), TICKET - CONTRIBUTOR_LOCK, "burned");
        equal(vault.burned(ETHER), CONTRIBUTOR_LOCK, "in the vault");
        address[] memory second = contributors(bounty, 0);
        equal(second.length, 5, "five again");
        for (uint256 i; i < 5; ++i) {
            isTrue(second[i] != first[4], "not who withheld");
        }
        contribute(bounty, 0);
        (bytes32 seed,) = beacon.seedOf(bounty, 0);
        isTrue(seed != 0, "drawn");
        revealSample(bounty);
        inState(bounty, IBountyMarket.State.Open);
    }

    function testShouldPayWhoGaveInVainToo() public {
        bytes32 bounty = open();
        address[] memory first = contributors(bounty, 0);
        give(bounty, 0, 0, 4);
        pass(WINDOW);
        market.poke(bounty);
        uint256 shares = 1;
        address[] memory second = contributors(bounty, 0);
        for (uint256 i; i < 5; ++i) {
            if (second[i] == first[0]) ++shares;
        }
        contribute(bounty, 0);
        uint256 before = has(first[0]);
        vm.prank(researcher);
        market.cancel(bounty);
        equal(has(first[0]) - before, shares * OPENING_FEE / 10, "a tenth for each of ten asked");
        equal(vault.burned(ETHER), CONTRIBUTOR_LOCK + OPENING_FEE / 10, "the part of who withheld is burned");
        equal(pot(bounty), 0, "pot");
    }

    function testShouldRefundEverybodyWhenThePreimagesAreWithheldTwice() public {
        bytes32 bounty = revealed(1);
        give(bounty, 1, 0, 4);
        pass(WINDOW);
        market.poke(bounty);
        inState(bounty, IBountyMarket.State.Drawing);
        address[] memory second = contributors(bounty, 1);
        give(bounty, 1, 0, 4);
        pass(WINDOW);
        market.refund(bounty);
        equal(bonded(second[4]), TICKET - CONTRIBUTOR_LOCK, "burned");
        equal(has(researcher), 1000 ether, "researcher");
        equal(has(miners[0]), 100 ether, "miner");
        equal(pot(bounty), 0, "pot");
    }

    function testShouldHashTheSecondPicksPreimagesWithTheSamePreviousSeed() public {
        bytes32 previous = beacon.beacon();
        bytes32 bounty = open();
        pass(WINDOW);
        market.poke(bounty);
        (address[] memory who,, uint64[] memory positions,) = beacon.contributorsOf(bounty, 0);
        bytes memory words = abi.encodePacked(previous, beacon.requestId(bounty, 0));
        for (uint256 i; i < who.length; ++i) {
            words = bytes.concat(words, link(who[i], positions[i]));
        }
        contribute(bounty, 0);
        (bytes32 seed,) = beacon.seedOf(bounty, 0);
        equal(seed, keccak256(words), "seed");
    }

    function testShouldReleaseTheLocksOfARequestThatWasCancelled() public {
        bytes32 bounty = open();
        address[] memory who = contributors(bounty, 0);
        give(bounty, 0, 0, 2);
        vm.prank(researcher);
        market.cancel(bounty);
        for (uint256 i; i < 5; ++i) {
            equal(locked(who[i]), 0, "released");
            equal(bonded(who[i]), TICKET, "not burned");
        }
        equal(pot(bounty), 0, "pot");
        bytes32[] memory late = new bytes32[](5);
        expect(abi.encodeWithSelector(ISeedBeacon.SeedClosed.selector, beacon.requestId(bounty, 0)));
        beacon.contribute(bounty, 0, who, late);
    }

    function testShouldNotPickWhoCannotLock() public {
        for (uint256 i = 4; i < evaluators.length; ++i) {
            vm.prank(address(panel));
            actors.lockSeat("other", evaluators[i], TICKET);
        }
        bytes32 bounty = open();
        equal(contributors(bounty, 0).length, 4, "only who can");
    }

    function testShouldRefuseASecondRequestForTheSameSeed() public {
        bytes32 bounty = open();
        expect(abi.encodeWithSelector(ISeedBeacon.AlreadyRequested.selector, beacon.requestId(bounty, 0)));
        vm.prank(address(market));
        beacon.request(bounty, 0, uint64(now_), WINDOW);
    }

    function testShouldLetAnyoneAdvanceButNotBeforeTheDeadline() public {
        bytes32 bounty = open();
        address[] memory before = contributors(bounty, 0);
        pass(WINDOW - 1);
        beacon.advance(bounty, 0);
        equal(contributors(bounty, 0)[0], before[0], "the same");
        pass(1);
        (ISeedBeacon.Status status,) = beacon.advance(bounty, 0);
        isTrue(status == ISeedBeacon.Status.Waiting, "picked again");
        pass(WINDOW);
        (status,) = beacon.advance(bounty, 0);
        isTrue(status == ISeedBeacon.Status.Failed, "failed");
        (status,) = beacon.advance("x", 0);
        isTrue(status == ISeedBeacon.Status.None, "never asked");
    }

    function testShouldAskOnlyTipsFromBeforeTheCommitDeadlineForTheDraw() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        commit(bounty, miners[0], "a");
        toReveal(bounty);
        for (uint256 i = 1; i < evaluators.length; ++i) {
            vm.prank(evaluators[i]);
            actors.registerChain(keccak256("chosen when the commits were known"));
        }
        reveal(bounty, miners[0], "a", ids);
        pass(GAP);
        market.poke(bounty);
        address[] memory who = contributors(bounty, 1);
        equal(who.length, 1, "one tip was there before");
        equal(who[0], evaluators[0], "his");
    }
}
