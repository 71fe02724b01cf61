// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessGrants} from "../../main/solidity/interfaces/IAccessGrants.sol";
import {IAssetRegistry} from "../../main/solidity/interfaces/IAssetRegistry.sol";
import {GasMeter} from "./support/GasMeter.sol";

/// @dev What each act costs its sender. `tools/gas.mjs` reads the lines it prints and writes docs/benchmarks/gas.md.
contract GasReport is GasMeter {
    uint256 private constant SIGNER = 0xA11CE;

    function testShouldMeasureTheActsOfAnOwner() public {
        register(owners[2], "first");
        note("registerFirst");
        register(owners[2], "second");
        note("register");
        IAccessGrants.Grant memory g = terms(owners[0], miners[0], datasets[0]);
        vm.prank(owners[0]);
        grants.grant(g);
        note("grant");
        vm.prank(g.grantee);
        grants.use(g);
        note("use");
        vm.prank(g.grantor);
        grants.revoke(g);
        note("revoke");
    }

    function testShouldMeasureAGrantBySignature() public {
        address signer = vm.addr(SIGNER);
        IAccessGrants.Grant memory g = terms(signer, miners[0], registerDataset(signer, 1));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(SIGNER, grants.grantId(g));
        grants.grantBySig(g, abi.encodePacked(r, s, v));
        note("grantBySig");
    }

    function testShouldMeasureDepositAndWithdrawal() public {
        vm.deal(miners[0], 1 ether);
        vm.prank(miners[0]);
        vault.deposit{value: 1 ether}();
        note("deposit");
        vm.prank(miners[0]);
        vault.withdraw(ETHER, 1 ether, miners[0]);
        note("withdraw");
    }

    /// @dev The bounty the limit speaks of: two submissions, three evaluators, all of them seats and contributors.
    function testShouldMeasureAWholeBounty() public {
        Bill memory b = play(2, 3);
        note("open", b.open);
        note("sampleSeed", b.sampleSeed);
        note("revealSample", b.revealSample);
        note("commit", b.commit / 2);
        note("reveal", b.reveal / 2);
        note("close", b.close);
        note("draw", b.draw);
        note("score3", b.score);
        note("settle", b.settle);
        note("bounty", b.whole);
        b = play(2, 3);
        note("bountyAgain", b.whole);
    }

    function testShouldMeasureTheScoresOfFiveSeats() public {
        crowd(2, 5);
        note("score5", play(2, 5).score);
    }

    /// @dev Five contributors and more evaluators than seats, as on a network that lives.
    function testShouldMeasureABountyAmongFifteenEvaluators() public {
        crowd(2, 15);
        note("bountyAmong15", play(2, 3).whole);
    }

    function testShouldMeasureTheCurveWithThreeSeats() public {
        curve(3);
    }

    function testShouldMeasureTheCurveWithFiveSeats() public {
        curve(5);
    }

    function testShouldMeasureTheCurveWithNineSeats() public {
        curve(9);
    }

    function testShouldMeasureTheCurveWithFifteenSeats() public {
        curve(15);
    }

    function curve(uint8 seats) private {
        crowd(64, 15);
        for (uint256 submitted = 1; submitted <= 64; submitted *= 2) {
            Bill memory b = play(submitted, seats);
            string memory cell = string.concat(vm.toString(submitted), "x", vm.toString(uint256(seats)));
            note(string.concat("score ", cell), b.score);
            note(string.concat("settle ", cell), b.settle);
            note(string.concat("whole ", cell), b.whole);
        }
    }

    function register(address owner, bytes32 content) private {
        uint256 nonce = registry.nonceOf(owner);
        IAssetRegistry.VersionSpec memory first = version(1);
        vm.prank(owner);
        registry.register(IAssetRegistry.Kind.DATASET, nonce, content, first, new bytes32[](0));
    }
}
