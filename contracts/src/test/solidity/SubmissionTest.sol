// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessGrants} from "../../main/solidity/interfaces/IAccessGrants.sol";
import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {IVault} from "../../main/solidity/interfaces/IVault.sol";
import {ISubmissions} from "../../main/solidity/interfaces/ISubmissions.sol";
import {World} from "./support/World.sol";

contract SubmissionTest is World {
    bytes32[] internal noGrants;

    function setUp() public override {
        super.setUp();
        noGrants = new bytes32[](2);
    }

    function status(bytes32 bounty, address miner) internal view returns (ISubmissions.Status) {
        return submissions.submissionOf(bounty, miner).status;
    }

    function isStatus(bytes32 bounty, address miner, ISubmissions.Status wanted, string memory what) internal view {
        equal(uint256(status(bounty, miner)), uint256(wanted), what);
    }

    function wrongState(bytes32 bounty, IBountyMarket.State s) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IBountyMarket.WrongState.selector, bounty, s);
    }

    // ------------------------------------------------------------ commits

    function testShouldLockStakeAndFeeOnceAndTakeALaterPlaceWhenReplaced() public {
        bytes32 bounty = opened();
        commit(bounty, miners[0], "a");
        commit(bounty, miners[1], "b");
        equal(submissions.submissionOf(bounty, miners[0]).order, 1, "first");
        pass(5);
        commit(bounty, miners[0], "c");

        ISubmissions.Submission memory s = submissions.submissionOf(bounty, miners[0]);
        equal(s.order, 3, "later place");
        equal(s.slot, 0, "same slot");
        equal(s.committedAt, now_, "time");
        equal(has(miners[0]), 100 ether - STAKE - EVALUATION_FEE, "paid once");
    }

    function testShouldRefuseResearcherAndOwners() public {
        bytes32 bounty = opened();
        expect(abi.encodeWithSelector(ISubmissions.PartyCannotCommit.selector, bounty, researcher));
        vm.prank(researcher);
        submissions.commit(bounty, "h");
        expect(abi.encodeWithSelector(ISubmissions.PartyCannotCommit.selector, bounty, owners[1]));
        vm.prank(owners[1]);
        submissions.commit(bounty, "h");
    }

    function testShouldRefuseTheOwnerOfThenButNotWhomADatasetIsForcedUpon() public {
        bytes32 bounty = opened();
        vm.prank(owners[0]);
        registry.transferFrom(owners[0], miners[0], uint256(datasets[0]));
        expect(abi.encodeWithSelector(ISubmissions.PartyCannotCommit.selector, bounty, owners[0]));
        vm.prank(owners[0]);
        submissions.commit(bounty, "h");
        vm.prank(miners[0]);
        submissions.commit(bounty, "h");
    }

    function testShouldRefuseAnEmptyCommitAndOneWithoutMoney() public {
        bytes32 bounty = opened();
        expect(abi.encodeWithSelector(IBountyMarket.EmptyTerm.selector, bytes32("commitHash")));
        vm.prank(miners[0]);
        submissions.commit(bounty, 0);
        address poor = address(0x77);
        uint256 wanted = STAKE + EVALUATION_FEE;
        expect(abi.encodeWithSelector(IVault.InsufficientAvailable.selector, ETHER, poor, 0, wanted));
        vm.prank(poor);
        submissions.commit(bounty, "h");
    }

    function testShouldCloseCommitsAtTheDeadline() public {
        bytes32 bounty = opened();
        now_ = market.stateOf(bounty).commitDeadline;
        vm.warp(now_);
        expect(abi.encodeWithSelector(ISubmissions.CommitsClosed.selector, bounty));
        vm.prank(miners[0]);
        submissions.commit(bounty, "h");
        vm.warp(now_ - 1);
        vm.prank(miners[0]);
        submissions.commit(bounty, "h");
    }

    function testShouldRefuseCommitsBeforeOpen() public {
        bytes32 bounty = open();
        expect(wrongState(bounty, IBountyMarket.State.Sampled));
        vm.prank(miners[0]);
        submissions.commit(bounty, "h");
    }

    function testShouldRefuseTheSixtyFifthSubmission() public {
        bytes32 bounty = opened();
        for (uint160 i; i < 64; ++i) {
            address miner = address(0x9000 + i);
            fund(miner, 1 ether);
            vm.prank(miner);
            submissions.commit(bounty, "h");
        }
        expect(abi.encodeWithSelector(ISubmissions.TooManySubmissions.selector, 64));
        vm.prank(miners[0]);
        submissions.commit(bounty, "h");
    }

    function testShouldRefundWhenNobodyCommits() public {
        bytes32 bounty = opened();
        toReveal(bounty);
        market.refund(bounty);
        inState(bounty, IBountyMarket.State.Refunded);
        equal(pot(bounty), 0, "pot");
        equal(has(researcher), 1000 ether - OPENING_FEE, "researcher");
    }

    // ------------------------------------------------------------ reveals

    function testShouldRefuseRevealsInTheGap() public {
        bytes32 bounty = opened();
        commit(bounty, miners[0], "a");
        now_ = market.stateOf(bounty).deadline - 1;
        vm.warp(now_);
        ISubmissions.Opening memory o = opening(bounty, miners[0], "a");
        expect(wrongState(bounty, IBountyMarket.State.Open));
        vm.prank(miners[0]);
        submissions.reveal(bounty, o, named(noGrants));
    }

    function testShouldCloseRevealsAtTheirDeadline() public {
        bytes32 bounty = opened();
        commit(bounty, miners[0], "a");
        commit(bounty, miners[1], "b");
        toReveal(bounty);
        pass(WINDOW);
        ISubmissions.Opening memory o = opening(bounty, miners[0], "a");
        expect(abi.encodeWithSelector(ISubmissions.RevealsClosed.selector, bounty));
        vm.prank(miners[0]);
        submissions.reveal(bounty, o, named(noGrants));
        vm.warp(now_ - 1);
        vm.prank(miners[0]);
        submissions.reveal(bounty, o, named(noGrants));
    }

    function testShouldRefuseAnOpeningThatDiffersInAnyField() public {
        bytes32 bounty = opened();
        commit(bounty, miners[0], "a");
        toReveal(bounty);
        for (uint256 field; field < 8; ++field) {
            refuseOtherOpening(bounty, field);
        }
    }

    function refuseOtherOpening(bytes32 bounty, uint256 field) internal {
        ISubmissions.Opening memory o = opening(bounty, miners[0], "a");
        if (field == 0) o.cidPrefix = 0x01701220;
        if (field == 1) o.cidDigest = "x";
        if (field == 2) o.cipherRoot = "x";
        if (field == 3) o.plainHash = "x";
        if (field == 4) o.cipherSize += 1;
        if (field == 5) o.plainSize += 1;
        if (field == 6) o.keyCommit = "x";
        if (field == 7) o.salt = "x";
        expect(abi.encodeWithSelector(ISubmissions.WrongOpening.selector, bounty, miners[0]));
        vm.prank(miners[0]);
        submissions.reveal(bounty, o, named(noGrants));
    }

    function testShouldNotLetAnotherAddressOpenACopiedCommit() public {
        bytes32 bounty = opened();
        ISubmissions.Opening memory o = opening(bounty, miners[0], "a");
        bytes32 hash = commitHash(bounty, miners[0], o);
        commit(bounty, miners[0], "a");
        vm.prank(miners[1]);
        submissions.commit(bounty, hash);
        toReveal(bounty);
        expect(abi.encodeWithSelector(ISubmissions.WrongOpening.selector, bounty, miners[1]));
        vm.prank(miners[1]);
        submissions.reveal(bounty, o, named(noGrants));
    }

    function testShouldRefuseSizesOverTheLimitAndAnEmptyCid() public {
        bytes32 bounty = opened();
        ISubmissions.Opening[] memory o = new ISubmissions.Opening[](3);
        for (uint256 i; i < 3; ++i) {
            o[i] = opening(bounty, miners[i], "a");
            if (i == 0) o[i].cipherSize = 1_000_001;
            if (i == 1) o[i].plainSize = 1_000_001;
            if (i == 2) o[i].cidDigest = 0;
            bytes32 hash = commitHash(bounty, miners[i], o[i]);
            vm.prank(miners[i]);
            submissions.commit(bounty, hash);
        }
        toReveal(bounty);
        for (uint256 i; i < 3; ++i) {
            expect(
                i == 2
                    ? abi.encodeWithSelector(IBountyMarket.EmptyTerm.selector, bytes32("cidDigest"))
                    : abi.encodeWithSelector(ISubmissions.TooLarge.selector, 1_000_001, 1_000_000)
            );
            vm.prank(miners[i]);
            submissions.reveal(bounty, o[i], named(noGrants));
        }
    }

    function testShouldRefuseRevealsWithoutACommitTwiceOrWithTooFewGrants() public {
        bytes32 bounty = opened();
        commit(bounty, miners[0], "a");
        commit(bounty, miners[1], "b");
        toReveal(bounty);
        ISubmissions.Opening memory o = opening(bounty, miners[0], "a");
        expect(abi.encodeWithSelector(ISubmissions.NoCommit.selector, bounty, miners[2]));
        vm.prank(miners[2]);
        submissions.reveal(bounty, o, named(noGrants));
        expect(abi.encodeWithSelector(ISubmissions.WrongGrantCount.selector, 2, 1));
        vm.prank(miners[0]);
        submissions.reveal(bounty, o, named(new bytes32[](1)));
        reveal(bounty, miners[0], "a", noGrants);
        expect(abi.encodeWithSelector(ISubmissions.AlreadyRevealed.selector, bounty, miners[0]));
        vm.prank(miners[0]);
        submissions.reveal(bounty, o, named(noGrants));
    }

    // ------------------------------------------------------------ the same content twice

    function strikes(bool earlierFirst, bool sameCid) internal {
        bytes32 bounty = opened();
        ISubmissions.Opening[] memory o = new ISubmissions.Opening[](2);
        bytes32[][] memory ids = new bytes32[][](2);
        for (uint256 i; i < 2; ++i) {
            ids[i] = giveAll(miners[i]);
            o[i] = opening(bounty, miners[i], bytes32(i + 1));
            if (sameCid) o[i].cidDigest = "same";
            else o[i].plainHash = "same";
            bytes32 hash = commitHash(bounty, miners[i], o[i]);
            vm.prank(miners[i]);
            submissions.commit(bounty, hash);
        }
        toReveal(bounty);
        for (uint256 i; i < 2; ++i) {
            uint256 who = earlierFirst ? i : 1 - i;
            vm.prank(miners[who]);
            submissions.reveal(bounty, o[who], named(ids[who]));
        }
        isStatus(bounty, miners[0], ISubmissions.Status.Standing, "the earlier commit stands");
        isStatus(bounty, miners[1], ISubmissions.Status.Struck, "the later is struck");
    }

    function testShouldStrikeTheLaterCommitOfEqualCidsWhateverTheRevealOrder() public {
        strikes(true, true);
        strikes(false, true);
    }

    function testShouldStrikeTheLaterCommitOfEqualPlaintextsWhateverTheRevealOrder() public {
        strikes(true, false);
        strikes(false, false);
    }

    /// @dev 1 and 2 share a CID, 2 and 3 share a plaintext: 2 and 3 are struck in all six orders of reveal.
    function testShouldStrikeAChainOfCopiesTheSameInEveryOrder() public {
        for (uint256 order; order < 6; ++order) {
            onlyTheFirstStands(order, false);
        }
    }

    function testShouldStrikeAllButTheEarliestOfThreeEqualsInEveryOrder() public {
        for (uint256 order; order < 6; ++order) {
            onlyTheFirstStands(order, true);
        }
    }

    function onlyTheFirstStands(uint256 order, bool allEqual) internal {
        bytes32 bounty = opened();
        ISubmissions.Opening[] memory o = new ISubmissions.Opening[](3);
        bytes32[][] memory ids = new bytes32[][](3);
        for (uint256 i; i < 3; ++i) {
            ids[i] = giveAll(miners[i]);
            o[i] = opening(bounty, miners[i], bytes32(i + 1));
            if (i < 2 || allEqual) o[i].cidDigest = "c";
            if (i > 0) o[i].plainHash = "p";
            bytes32 hash = commitHash(bounty, miners[i], o[i]);
            vm.prank(miners[i]);
            submissions.commit(bounty, hash);
        }
        toReveal(bounty);
        uint256 a = order % 3;
        uint256 b = (a + 1 + (order / 3) % 2) % 3;
        uint256[3] memory sequence = [a, b, 3 - a - b];
        for (uint256 i; i < 3; ++i) {
            vm.prank(miners[sequence[i]]);
            submissions.reveal(bounty, o[sequence[i]], named(ids[sequence[i]]));
        }
        isStatus(bounty, miners[0], ISubmissions.Status.Standing, "first");
        isStatus(bounty, miners[1], ISubmissions.Status.Struck, "second");
        isStatus(bounty, miners[2], ISubmissions.Status.Struck, "third");
    }

    // ------------------------------------------------------------ grants as of the commit

    function revealedWith(bytes32 bounty, bytes32[] memory ids) internal {
        toReveal(bounty);
        reveal(bounty, miners[0], "a", ids);
    }

    function testShouldQualifyWithTheRequiredGrantOnly() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        ids[1] = 0;
        commit(bounty, miners[0], "a");
        revealedWith(bounty, ids);
        isStatus(bounty, miners[0], ISubmissions.Status.Standing, "standing");
        equal(submissions.submissionOf(bounty, miners[0]).held, 1, "held");
    }

    function testShouldTellTheIdsOfTheGrantsNamedAndZeroWhereNoneIs() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        ids[1] = 0;
        commit(bounty, miners[0], "a");
        toReveal(bounty);
        ISubmissions.Opening memory o = opening(bounty, miners[0], "a");
        vm.expectEmit();
        emit ISubmissions.GrantsNamed(bounty, miners[0], ids, 1);
        vm.prank(miners[0]);
        submissions.reveal(bounty, o, named(ids));
    }

    function testShouldNotQualifyWithoutTheRequiredGrant() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        ids[0] = 0;
        commit(bounty, miners[0], "a");
        revealedWith(bounty, ids);
        isStatus(bounty, miners[0], ISubmissions.Status.Ungranted, "ungranted");
        pass(GAP);
        market.poke(bounty);
        inState(bounty, IBountyMarket.State.Refunded);
    }

    function testShouldNotCountAnothersGrantNorAGrantForAnotherDataset() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[1]);
        commit(bounty, miners[0], "a");
        commit(bounty, miners[1], "b");
        bytes32[] memory swapped = new bytes32[](2);
        (swapped[0], swapped[1]) = (ids[1], ids[0]);
        toReveal(bounty);
        reveal(bounty, miners[0], "a", ids);
        reveal(bounty, miners[1], "b", swapped);
        isStatus(bounty, miners[0], ISubmissions.Status.Ungranted, "another's");
        isStatus(bounty, miners[1], ISubmissions.Status.Ungranted, "another dataset's");
    }

    function testShouldNotCountAGrantRevokedBeforeOrGivenAfterTheCommit() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        pass(1);
        vm.prank(owners[0]);
        grants.revoke(given[ids[0]]);
        commit(bounty, miners[0], "a");
        commit(bounty, miners[1], "b");
        pass(1);
        bytes32[] memory late = giveAll(miners[1]);
        toReveal(bounty);
        reveal(bounty, miners[0], "a", ids);
        reveal(bounty, miners[1], "b", late);
        isStatus(bounty, miners[0], ISubmissions.Status.Ungranted, "revoked before");
        isStatus(bounty, miners[1], ISubmissions.Status.Ungranted, "given after");
    }

    function testShouldCountAGrantThatEndedAfterTheCommit() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        commit(bounty, miners[0], "a");
        pass(1);
        vm.prank(owners[0]);
        grants.revoke(given[ids[0]]);
        vm.startPrank(owners[1]);
        grants.revokeAll(datasets[1]);
        grants.revokeAll(datasets[1]);
        vm.stopPrank();
        revealedWith(bounty, ids);
        isStatus(bounty, miners[0], ISubmissions.Status.Standing, "standing");
        equal(submissions.submissionOf(bounty, miners[0]).held, 3, "both held");
    }

    function testShouldNotCountAGrantThatWasNotPaidFor() public {
        bytes32 bounty = opened();
        IAccessGrants.Grant memory g = terms(owners[0], miners[0], datasets[0]);
        g.price = 1 ether;
        bytes32[] memory ids = new bytes32[](2);
        ids[0] = give(g);
        commit(bounty, miners[0], "a");
        revealedWith(bounty, ids);
        isStatus(bounty, miners[0], ISubmissions.Status.Ungranted, "unpaid");
    }

    // ------------------------------------------------------------ going on

    function testShouldEndRevealEarlyButNotTheGap() public {
        bytes32 bounty = opened();
        commit(bounty, miners[0], "a");
        toReveal(bounty);
        reveal(bounty, miners[0], "a", giveAll(miners[0]));
        equal(market.stateOf(bounty).deadline, now_ + GAP, "all have revealed");
        isTrue(market.poke(bounty) == IBountyMarket.State.Reveal, "the gap stays");
    }

    function testShouldRefundAndBurnStakesWhenNothingIsRevealed() public {
        bytes32 bounty = opened();
        commit(bounty, miners[0], "a");
        toReveal(bounty);
        pass(WINDOW + GAP);
        market.refund(bounty);
        inState(bounty, IBountyMarket.State.Refunded);
        equal(pot(bounty), 0, "pot");
        equal(has(miners[0]), 100 ether - STAKE, "fee back, stake burned");
        equal(has(researcher), 1000 ether - OPENING_FEE, "researcher");
    }

    function testShouldCopyThePoolAnewWithANewerCommit() public {
        bytes32 bounty = opened();
        vm.startPrank(miners[0]);
        actors.join(4, "r");
        actors.setPool(pool, 1000);
        submissions.commit(bounty, "first");
        equal(submissions.submissionOf(bounty, miners[0]).pool, pool, "of the first commit");
        actors.setPool(stranger, 500);
        submissions.commit(bounty, "second");
        vm.stopPrank();
        equal(submissions.submissionOf(bounty, miners[0]).pool, stranger, "of the one that counts");
        equal(submissions.submissionOf(bounty, miners[0]).poolFeeBps, 500, "fee");
    }
}
