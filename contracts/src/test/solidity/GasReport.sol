// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessGrants} from "../../main/solidity/interfaces/IAccessGrants.sol";
import {IAssetRegistry} from "../../main/solidity/interfaces/IAssetRegistry.sol";
import {GasMeter} from "./support/GasMeter.sol";

/// @dev What each act costs its sender, from the lines it prints `tools/gas.mjs` writes docs/benchmarks/gas.json; then
/// every build sees that no act has become dearer than the file says. GAS_WRITE is set while the file is written.
/// forge-config: default.isolate = true
contract GasReport is GasMeter {
    uint256 private constant SIGNER = 0xA11CE;
    address private constant RICH = 0x14dC79964da2C08b23698B3D3cc7Ca32193d9955;
    string private constant WRITTEN = "../docs/benchmarks/gas.json";

    function testShouldRegisterWithinItsLimit() public {
        register(owners[2], "first");
        within("register", 160_000);
        register(owners[2], "second");
        within("registerAgain", 160_000);
    }

    function testShouldGrantWithinItsLimit() public {
        IAccessGrants.Grant memory g = terms(owners[0], miners[0], datasets[0]);
        vm.prank(owners[0]);
        grants.grant(g);
        within("grant", 110_000);
        vm.prank(g.grantee);
        grants.use(g);
        note("use");
        vm.prank(g.grantor);
        grants.revoke(g);
        note("revoke");
    }

    function testShouldGrantBySignatureWithinItsLimit() public {
        address signer = vm.addr(SIGNER);
        IAccessGrants.Grant memory g = terms(signer, miners[0], registerDataset(signer, 1));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(SIGNER, grants.grantId(g));
        grants.grantBySig(g, abi.encodePacked(r, s, v));
        within("grantBySig", 110_000);
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

    /// @dev Gives storage back; done again on a chain, it shows that the refund is in what we say.
    function testShouldMeasureTheWithdrawalOfEverything() public {
        fund(RICH, 1 ether);
        vm.prank(RICH);
        vault.withdraw(ETHER, 1 ether, RICH);
        note("withdrawAll");
    }

    /// @dev Two submissions, three evaluators that are all seats and contributors; the researcher's first bounty.
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
        note("bountyAgain", play(2, 3).whole);
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

    /// @dev A limit that must hold whatever is written down.
    function within(string memory act, uint256 limit) private {
        note(act);
        isTrue(gasOfLastCall() <= limit, act);
    }

    function note(string memory act) private {
        note(act, gasOfLastCall());
    }

    /// @dev A fiftieth more is let through: whom the seed draws makes that much of a difference.
    function note(string memory act, uint256 gas) private {
        emit log_named_uint(string.concat("gas ", act), gas);
        if (vm.envOr("GAS_WRITE", false)) return;
        uint256 written = vm.parseJsonUint(vm.readFile(WRITTEN), string.concat(".", act));
        isTrue(gas <= written + written / 50, string.concat(act, " is dearer than docs/benchmarks/gas.json says"));
    }

    function register(address owner, bytes32 content) private {
        uint256 nonce = registry.nonceOf(owner);
        IAssetRegistry.VersionSpec memory first = version(1);
        vm.prank(owner);
        registry.register(IAssetRegistry.Kind.DATASET, nonce, content, first, new bytes32[](0));
    }
}
