// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessGrants} from "../../main/solidity/interfaces/IAccessGrants.sol";
import {IAssetRegistry} from "../../main/solidity/interfaces/IAssetRegistry.sol";
import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {ISubmissions} from "../../main/solidity/interfaces/ISubmissions.sol";
import {World} from "./support/World.sol";

/// @dev Prints what each step of a user costs; `npm run gas` measures whole transactions.
contract GasTest is World {
    event log_named_uint(string key, uint256 value);

    uint256 internal meter;

    /// @dev With --isolate the last call was a transaction of its own, and this is what its receipt says.
    function end(string memory step) internal {
        emit log_named_uint(step, vm.lastCallGas().gasTotalUsed);
    }

    function testPrintGasOfEveryStep() public {
        bytes32[] memory none = new bytes32[](0);
        IAssetRegistry.VersionSpec memory v = version(1);
        vm.prank(owners[2]);
        registry.register(IAssetRegistry.Kind.DATASET, 0, "d", v, none);
        end("register");

        IAccessGrants.Grant memory g = terms(owners[0], miners[0], datasets[0]);
        vm.prank(owners[0]);
        grants.grant(g);
        end("grant");
        useAndEnd(g);

        IBountyMarket.Terms memory t = bountyTerms();
        IBountyMarket.Windows memory w = windows();
        IBountyMarket.DatasetTerm[] memory d = datasetTerms();
        vm.prank(researcher);
        bytes32 bounty = market.open(t, w, d, noExtras());
        end("open (2 datasets)");
        toCommits(bounty);
        toScores(bounty);
        toSettled(bounty);
    }

    function useAndEnd(IAccessGrants.Grant memory g) internal {
        vm.prank(g.grantee);
        grants.use(g);
        end("use (no price)");
        vm.prank(g.grantor);
        grants.revoke(g);
        end("revoke");

        address signer = vm.addr(0xA11CE);
        g = terms(signer, miners[0], registerDataset(signer, 1));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(0xA11CE, grants.grantId(g));
        bytes memory signature = abi.encodePacked(r, s, v);
        grants.grantBySig(g, signature);
        end("grantBySig");
    }

    function toCommits(bytes32 bounty) internal {
        pass(1);
        contribute(bounty, 0);
        end("contribute (3 preimages)");
        revealSample(bounty);
        end("revealSample (100 of 200)");
        pass(1);
    }

    function toScores(bytes32 bounty) internal {
        bytes32[] memory ids = giveAll(miners[0]);
        ISubmissions.Opening memory o = opening(bounty, miners[0], bytes32(uint256(1)));
        bytes32 hash = commitHash(bounty, miners[0], o);
        vm.prank(miners[0]);
        submissions.commit(bounty, hash);
        end("commit");
        bytes32[] memory others = giveAll(miners[1]);
        commit(bounty, miners[1], bytes32(uint256(2)));
        toReveal(bounty);
        market.poke(bounty);
        IAccessGrants.Grant[] memory held = named(ids);
        vm.prank(miners[0]);
        submissions.reveal(bounty, o, held);
        end("reveal (2 grants)");
        reveal(bounty, miners[1], bytes32(uint256(2)), others);
        pass(GAP);
        market.poke(bounty);
        end("poke to Drawing");
        pass(1);
        contribute(bounty, 1);
        end("draw (3 preimages, 3 seats)");
    }

    function toSettled(bytes32 bounty) internal {
        bytes32 hash = scoreCommit(bounty, evaluators[0], counts(95, 94));
        vm.prank(evaluators[0]);
        panel.commitScores(bounty, hash);
        end("commitScores");
        commitScores(bounty, evaluators[1], counts(95, 94));
        commitScores(bounty, evaluators[2], counts(95, 94));
        vm.prank(evaluators[0]);
        uint32[] memory c = counts(95, 94);
        panel.revealScores(bounty, c, salt(7));
        end("revealScores (2 submissions)");
        revealScores(bounty, evaluators[1], counts(95, 94));
        vm.prank(evaluators[2]);
        panel.revealScores(bounty, c, salt(7));
        end("revealScores, the last, with the tally");
        pass(2 * WINDOW);
        market.settle(bounty);
        end("settle (2 submissions, 3 seats, 2 owners)");
        vm.prank(miners[0]);
        vault.withdraw(ETHER, 1 ether, miners[0]);
        end("withdraw");
    }

    /// @dev The largest bounty there can be must still fit into blocks, or it could not end.
    function testShouldFitTheLargestBountyIntoBlocks() public {
        uint256 limit = 15_000_000;
        for (uint160 i = 3; i < 15; ++i) {
            evaluators.push(address(0x4000 + i));
            joinEvaluator(evaluators[i], TICKET);
        }
        pass(1);
        bytes32 bounty = openLargest();
        commitLargest(bounty);
        pass(GAP);
        meter = gasleft();
        market.poke(bounty);
        below(limit, "poke to Drawing");
        pass(1);
        contribute(bounty, 1);
        meter = gasleft();

        below(limit, "draw of 15");
        scoreLargest(bounty);
        below(limit, "last reveal with the tally of 64 x 15");
        pass(2 * WINDOW);
        meter = gasleft();
        market.settle(bounty);
        below(limit, "settle of 64 submissions and 15 seats");
    }

    function below(uint256 limit, string memory what) internal {
        uint256 used = meter - gasleft();
        emit log_named_uint(what, used);
        isTrue(used < limit, what);
    }

    function openLargest() internal returns (bytes32 bounty) {
        IBountyMarket.Terms memory t = bountyTerms();
        (t.seats, t.quorum) = (15, 8);
        bounty = open(t);
        pass(1);
        contribute(bounty, 0);
        revealSample(bounty);
    }

    function commitLargest(bytes32 bounty) internal {
        delete miners;
        bytes32[][] memory ids = new bytes32[][](64);
        for (uint160 i; i < 64; ++i) {
            miners.push(address(0x9000 + i));
            fund(miners[i], 1 ether);
            ids[i] = giveAll(miners[i]);
            commit(bounty, miners[i], bytes32(uint256(i + 1)));
        }
        toReveal(bounty);
        for (uint256 i; i < 64; ++i) {
            reveal(bounty, miners[i], bytes32(i + 1), ids[i]);
        }
    }

    /// @dev Different counts in an order that is the worst for sorting; every seat lies somewhere.
    function scoreLargest(bytes32 bounty) internal {
        uint32[][] memory vectors = new uint32[][](15);
        address[] memory seats = panel.seatsOf(bounty);
        for (uint32 e; e < 15; ++e) {
            vectors[e] = new uint32[](64);
            for (uint32 i; i < 64; ++i) {
                vectors[e][i] = 100 - e;
            }
            commitScores(bounty, seats[e], vectors[e]);
        }
        for (uint256 e; e < 15; ++e) {
            if (e == 14) meter = gasleft();
            revealScores(bounty, seats[e], vectors[e]);
        }
    }
}
