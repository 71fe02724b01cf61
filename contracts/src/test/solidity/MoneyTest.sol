// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "../../main/solidity/interfaces/IAssetRegistry.sol";
import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {ISubmissions} from "../../main/solidity/interfaces/ISubmissions.sol";
import {World} from "./support/World.sol";

/// @dev Who gets what in every end after the draw. In all of them the pot is empty and nothing stays locked.
contract MoneyTest is World {
    uint256 internal constant LOCK = REWARD / 2;
    uint256 internal constant SHARE_OF_OPENING = 2 * (OPENING_FEE / 6);

    function ended(bytes32 bounty, IBountyMarket.State wanted) internal view {
        inState(bounty, wanted);
        equal(pot(bounty), 0, "pot");
        for (uint256 i; i < 3; ++i) {
            equal(locked(evaluators[i]), 0, "lock");
        }
    }

    /// @dev One submission, three counts, to the end of the challenge window.
    function judged(uint32 a, uint32 b, uint32 c) internal returns (bytes32 bounty) {
        bounty = seated(1);
        scored(bounty, counts(a), counts(b), counts(c));
        pass(WINDOW);
        market.poke(bounty);
    }

    function slashed(address evaluator) internal view returns (uint256) {
        return TICKET - bonded(evaluator);
    }

    function fees(uint256 submissions) internal pure returns (uint256) {
        return PANEL_FEE + submissions * EVALUATION_FEE;
    }

    // ------------------------------------------------------------ nobody qualifies

    function testShouldGiveTheWholeRewardBackBelowTheThreshold() public {
        bytes32 bounty = judged(89, 89, 89);
        ended(bounty, IBountyMarket.State.Refunded);
        equal(has(researcher), 1000 ether - PANEL_FEE - OPENING_FEE, "researcher");
        equal(has(miners[0]), 100 ether - EVALUATION_FEE, "miner keeps his stake");
        equal(has(evaluators[0]), 90 ether + fees(1) / 3 + SHARE_OF_OPENING, "panel is paid");
    }

    function testShouldQualifyAtExactlyTheThreshold() public {
        inState(judged(90, 90, 90), IBountyMarket.State.Delivering);
    }

    function testShouldWaitForTheChallengeWindow() public {
        bytes32 bounty = seated(1);
        scored(bounty, counts(95), counts(95), counts(95));
        inState(bounty, IBountyMarket.State.Scored);
        pass(WINDOW - 1);
        isTrue(market.poke(bounty) == IBountyMarket.State.Scored, "still scored");
        pass(1);
        isTrue(market.poke(bounty) == IBountyMarket.State.Delivering, "final");
    }

    // ------------------------------------------------------------ lies and silence

    function testShouldSlashALieAndLetTheMedianStand() public {
        bytes32 bounty = judged(95, 0, 95);
        pass(WINDOW);
        market.settle(bounty);
        ended(bounty, IBountyMarket.State.Settled);
        equal(market.stateOf(bounty).winnerCount, 95, "median");
        equal(slashed(evaluators[1]), LOCK / 10, "a tenth of the lock");
        equal(slashed(evaluators[0]), 0, "honest");
        equal(actors.actorOf(evaluators[1]).tickets, 0, "no longer a whole ticket");
    }

    function testShouldSlashEveryCountBeyondTheToleranceAndNoOther() public {
        bytes32 bounty = seated(1);
        uint256 before = vm.snapshotState();
        for (uint32 count; count <= PRIVATE; ++count) {
            scored(bounty, counts(95), counts(count), counts(95));
            pass(2 * WINDOW);
            market.poke(bounty);
            ended(bounty, IBountyMarket.State.Settled);
            bool lie = count < 94 || count > 96;
            equal(slashed(evaluators[1]), lie ? LOCK / 10 : 0, "slash");
            vm.revertToState(before);
        }
    }

    function testShouldSlashSilenceAndAbsence() public {
        bytes32 bounty = seated(1);
        commitScores(bounty, evaluators[0], counts(95));
        commitScores(bounty, evaluators[1], counts(95));
        pass(WINDOW);
        revealScores(bounty, evaluators[0], counts(95));
        revealScores(bounty, evaluators[1], counts(95));
        inState(bounty, IBountyMarket.State.Scored);
        pass(WINDOW);
        pass(WINDOW);
        market.settle(bounty);
        ended(bounty, IBountyMarket.State.Settled);
        equal(slashed(evaluators[2]), LOCK / 50, "never committed: 2 %");
        equal(has(evaluators[2]), 90 ether + SHARE_OF_OPENING, "no fee");
        equal(has(evaluators[0]), 90 ether + fees(1) / 2 + SHARE_OF_OPENING, "two share");
    }

    function testShouldSlashACommitThatIsNotRevealedLikeALie() public {
        bytes32 bounty = seated(1);
        for (uint256 i; i < 3; ++i) {
            commitScores(bounty, evaluators[i], counts(95));
        }
        revealScores(bounty, evaluators[0], counts(95));
        revealScores(bounty, evaluators[1], counts(95));
        pass(3 * WINDOW);
        pass(WINDOW);
        market.poke(bounty);
        pass(2 * WINDOW);
        market.settle(bounty);
        ended(bounty, IBountyMarket.State.Settled);
        equal(slashed(evaluators[2]), LOCK / 10, "a tenth");
    }

    function testShouldRefundWhenTooFewCommitAndNoSeatCanBeRefilled() public {
        bytes32 bounty = seated(1);
        commitScores(bounty, evaluators[0], counts(95));
        pass(WINDOW);
        revealScores(bounty, evaluators[0], counts(95));
        nobodyLeft(bounty, 1);
        ended(bounty, IBountyMarket.State.Refunded);
        equal(slashed(evaluators[0]), 0, "revealed");
        equal(slashed(evaluators[1]), LOCK / 50, "absent");
        equal(has(evaluators[0]), 90 ether + fees(1) + 3 * (OPENING_FEE / 9), "paid for the work");
        equal(has(researcher), 1000 ether - OPENING_FEE - PANEL_FEE, "the panel worked");
        equal(has(miners[0]), 100 ether - EVALUATION_FEE, "stake back");
    }

    function testShouldRefundWhenNobodyReveals() public {
        bytes32 bounty = seated(1);
        for (uint256 i; i < 3; ++i) {
            commitScores(bounty, evaluators[i], counts(95));
        }
        pass(WINDOW);
        nobodyLeft(bounty, 1);
        ended(bounty, IBountyMarket.State.Refunded);
        equal(slashed(evaluators[0]), LOCK / 10, "silent");
        equal(has(researcher), 1000 ether - OPENING_FEE, "panel fee back");
        equal(has(miners[0]), 100 ether, "stake and fee back");
    }

    function testShouldDecideNothingWhenTwoCountsAreFarApart() public {
        bytes32 bounty = seated(1);
        commitScores(bounty, evaluators[0], counts(95));
        commitScores(bounty, evaluators[1], counts(90));
        pass(WINDOW);
        revealScores(bounty, evaluators[0], counts(95));
        revealScores(bounty, evaluators[1], counts(90));
        nobodyLeft(bounty, 1);
        ended(bounty, IBountyMarket.State.Refunded);
        equal(slashed(evaluators[0]) + slashed(evaluators[1]), 0, "no verdict, no lie");
        equal(has(evaluators[0]), 90 ether + fees(1) / 2 + 3 * (OPENING_FEE / 9), "paid for the work");
        equal(has(miners[0]), 100 ether - EVALUATION_FEE, "stake back");
    }

    /// @dev The seed of a refill comes, but everybody with a ticket has a seat already.
    function nobodyLeft(bytes32 bounty, uint8 round) internal {
        market.poke(bounty);
        inState(bounty, IBountyMarket.State.Drawing);
        pass(1);
        contribute(bounty, 1 + round);
    }

    // ------------------------------------------------------------ marks

    function testShouldVoidASubmissionThatEnoughSeatsCouldNotOpen() public {
        bytes32 bounty = seated(1);
        scored(bounty, counts(INVALID), counts(UNAVAILABLE), counts(95));
        ended(bounty, IBountyMarket.State.Refunded);
        equal(uint256(submissions.submissionOf(bounty, miners[0]).status), uint256(ISubmissions.Status.Invalid), "void");
        equal(has(miners[0]), 100 ether - EVALUATION_FEE - STAKE, "stake burned");
        equal(slashed(evaluators[2]), 0, "nobody slashed");
        equal(has(evaluators[2]), 90 ether + fees(1) / 3 + SHARE_OF_OPENING, "all paid");
    }

    function testShouldCostTheFeeButNotTheBondToMarkAgainstTheMajority() public {
        bytes32 bounty = judged(95, INVALID, 95);
        pass(WINDOW);
        market.settle(bounty);
        ended(bounty, IBountyMarket.State.Settled);
        equal(slashed(evaluators[1]), 0, "bond");
        equal(has(evaluators[1]), 90 ether + SHARE_OF_OPENING, "no fee");
        equal(has(evaluators[0]), 90 ether + fees(1) / 2 + SHARE_OF_OPENING, "two share");
    }

    function testShouldBurnTheFeesWhenEverySeatForfeitsThem() public {
        bytes32 bounty = seated(3);
        scored(bounty, counts(INVALID, 95, 95), counts(95, INVALID, 95), counts(95, 95, INVALID));
        pass(WINDOW);
        pass(WINDOW);
        market.poke(bounty);
        ended(bounty, IBountyMarket.State.Settled);
        equal(vault.burned(ETHER), fees(3) + OPENING_FEE - 6 * (OPENING_FEE / 6), "burned");
    }

    // ------------------------------------------------------------ the winner

    function testShouldTakeTheBestAndTheEarlierOfEqual() public {
        bytes32 bounty = seated(3);
        scored(bounty, counts(91, 95, 95), counts(91, 95, 95), counts(91, 95, 95));
        equal(market.stateOf(bounty).winner, miners[1], "best, then earlier");
        pass(WINDOW);
        pass(WINDOW);
        market.poke(bounty);
        ended(bounty, IBountyMarket.State.Settled);
        equal(has(miners[0]), 100 ether - EVALUATION_FEE, "loser has his stake");
    }

    function testShouldTakeTheEarlierCommitEvenInALaterSlot() public {
        bytes32 bounty = opened();
        bytes32[][] memory ids = new bytes32[][](2);
        for (uint256 i; i < 2; ++i) {
            ids[i] = giveAll(miners[i]);
            commit(bounty, miners[i], bytes32(i + 1));
        }
        commit(bounty, miners[0], bytes32(uint256(1)));
        toReveal(bounty);
        for (uint256 i; i < 2; ++i) {
            reveal(bounty, miners[i], bytes32(i + 1), ids[i]);
        }
        pass(GAP);
        market.poke(bounty);
        drawn(bounty);
        scored(bounty, counts(95, 95), counts(95, 95), counts(95, 95));
        equal(market.stateOf(bounty).winner, miners[1], "the replaced commit lost its place");
    }

    function testShouldGiveAnOptionalDatasetsUnearnedPartBack() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        ids[1] = 0;
        commit(bounty, miners[0], bytes32(uint256(1)));
        toReveal(bounty);
        reveal(bounty, miners[0], bytes32(uint256(1)), ids);
        pass(GAP);
        market.poke(bounty);
        drawn(bounty);
        scored(bounty, counts(95), counts(95), counts(95));
        pass(2 * WINDOW);
        market.poke(bounty);
        ended(bounty, IBountyMarket.State.Settled);
        equal(has(owners[1]), 100 ether, "second owner");
        equal(has(researcher), 1000 ether - REWARD - PANEL_FEE - OPENING_FEE + 0.276 ether, "researcher");
        bytes32[] memory parents = new bytes32[](1);
        parents[0] = datasets[0];
        isTrue(registry.areParents(modelOf(bounty), parents), "one parent");
    }

    function testShouldPayTheGrantorNotTheBuyer() public {
        bytes32 bounty = opened();
        bytes32[] memory ids = giveAll(miners[0]);
        vm.prank(owners[0]);
        registry.transferFrom(owners[0], stranger, uint256(datasets[0]));
        pass(1);
        bytes32 later = give(stranger, miners[0], datasets[0]);
        ids[0] = later;
        commit(bounty, miners[0], bytes32(uint256(1)));
        pass(1);
        vm.prank(stranger);
        registry.transferFrom(stranger, address(0x99), uint256(datasets[0]));
        toReveal(bounty);
        reveal(bounty, miners[0], bytes32(uint256(1)), ids);
        pass(GAP);
        market.poke(bounty);
        drawn(bounty);
        scored(bounty, counts(95), counts(95), counts(95));
        pass(2 * WINDOW);
        market.poke(bounty);
        ended(bounty, IBountyMarket.State.Settled);
        equal(has(stranger), 1000 ether + 0.414 ether, "who granted");
        equal(has(owners[0]) + has(address(0x99)), 100 ether, "not before, not after");
    }

    function testShouldTakeThePoolsPartAsCopiedAtTheCommit() public {
        vm.startPrank(miners[0]);
        actors.join(4, "r");
        actors.setPool(pool, 1000);
        vm.stopPrank();
        bytes32 bounty = seated(1);
        vm.prank(miners[0]);
        actors.setPool(address(0), 0);
        scored(bounty, counts(95), counts(95), counts(95));
        pass(2 * WINDOW);
        market.poke(bounty);
        ended(bounty, IBountyMarket.State.Settled);
        equal(has(pool), 0.225 ether, "a tenth of 2.25");
        equal(has(miners[0]), 100 ether + 2.025 ether - EVALUATION_FEE, "the rest");
    }

    function testFuzzShouldSplitEveryWei(uint256 reward, uint16 ownersBps, uint16 platformBps) public {
        IBountyMarket.Terms memory t = bountyTerms();
        t.reward = bound(reward, 1, 20 ether);
        t.ownersBps = uint16(bound(ownersBps, 0, 10_000));
        t.platformBps = uint16(bound(platformBps, 0, 10_000 - t.ownersBps));
        t.minerBps = 10_000 - t.ownersBps - t.platformBps;
        t.seatLock = (t.reward + 1) / 2;
        uint256 before = has(miners[0]);
        bytes32 bounty = seated(open(t), 1);
        scored(bounty, counts(95), counts(95), counts(95));
        pass(2 * WINDOW);
        market.poke(bounty);
        ended(bounty, IBountyMarket.State.Settled);

        uint256 toPlatform = t.reward * t.platformBps / 10_000;
        uint256 first = t.reward * t.ownersBps * 6000 / 100_000_000;
        uint256 second = t.reward * t.ownersBps * 4000 / 100_000_000;
        equal(has(platform), toPlatform, "platform");
        equal(has(owners[0]) - 100 ether, first, "first");
        equal(has(owners[1]) - 100 ether, second, "second");
        equal(has(miners[0]) + EVALUATION_FEE - before, t.reward - toPlatform - first - second, "rest to the miner");
    }

    function testShouldLeaveThePlatformsPartToTheMinerWhenThereIsNone() public {
        IBountyMarket.Terms memory t = bountyTerms();
        t.platform = address(0);
        bytes32 bounty = open(t);
        contribute(bounty, 0);
        revealSample(bounty);
        bytes32[] memory ids = giveAll(miners[0]);
        commit(bounty, miners[0], bytes32(uint256(1)));
        toReveal(bounty);
        reveal(bounty, miners[0], bytes32(uint256(1)), ids);
        pass(GAP);
        market.poke(bounty);
        drawn(bounty);
        scored(bounty, counts(95), counts(95), counts(95));
        pass(2 * WINDOW);
        market.settle(bounty);
        equal(has(miners[0]), 100 ether + 2.31 ether - EVALUATION_FEE, "miner");
    }

    function testShouldRegisterTheModelToTheResearcherWithItsParents() public {
        bytes32 bounty = delivering();
        pass(WINDOW);
        market.settle(bounty);
        bytes32 model = modelOf(bounty);
        (address owner, uint8 kind,,,,) = registry.assetOf(model);
        equal(owner, researcher, "owner");
        equal(kind, uint8(IAssetRegistry.Kind.MODEL), "kind");
        equal(model, registry.assetId(address(market), 0, bounty), "id");
        isTrue(registry.areParents(model, datasets), "parents");
        (datasets[0], datasets[1]) = (datasets[1], datasets[0]);
        isTrue(!registry.areParents(model, datasets), "in their order");
        ISubmissions.Submission memory s = submissions.submissionOf(bounty, miners[0]);
        IAssetRegistry.VersionSpec memory content =
            IAssetRegistry.VersionSpec(s.cidPrefix, s.cidDigest, s.cipherRoot, 0, s.cipherSize, 0);
        isTrue(registry.isVersion(model, 1, content), "content");
    }

    // ------------------------------------------------------------ delivery

    function testShouldSettleOnceAndOnlyAfterTheDeliveryWindow() public {
        bytes32 bounty = delivering();
        bytes memory early = abi.encodeWithSelector(
            IBountyMarket.NotDue.selector, bounty, IBountyMarket.State.Delivering, uint64(now_ + WINDOW)
        );
        expect(early);
        market.settle(bounty);
        pass(WINDOW);
        market.settle(bounty);
        uint256 got = has(miners[0]);
        market.settle(bounty);
        market.poke(bounty);
        equal(has(miners[0]), got, "once");
        expect(abi.encodeWithSelector(IBountyMarket.NotDue.selector, bounty, IBountyMarket.State.Settled, uint64(0)));
        market.refund(bounty);
    }

    function complained() internal returns (bytes32 bounty) {
        bounty = delivering();
        vm.prank(researcher);
        market.complain(bounty);
    }

    function testShouldSettleWhenAnyonePublishesTheKeyAndBurnTheComplaintsBond() public {
        bytes32 bounty = complained();
        uint256 burned = vault.burned(ETHER);
        pass(WINDOW - 1);
        bytes32 k = key(miners[0]);
        vm.prank(stranger);
        market.publishKey(bounty, k);
        ended(bounty, IBountyMarket.State.Settled);
        equal(has(researcher), 1000 ether - REWARD - PANEL_FEE - OPENING_FEE - REWARD / 10, "bond burned");
        isTrue(vault.burned(ETHER) - burned >= REWARD / 10, "burned");
    }

    function testShouldRefuseAnotherKeyAndAKeyNobodyAskedFor() public {
        bytes32 bounty = delivering();
        bytes32 k = key(miners[0]);
        expect(abi.encodeWithSelector(IBountyMarket.NoComplaint.selector, bounty));
        market.publishKey(bounty, k);
        vm.prank(researcher);
        market.complain(bounty);
        expect(abi.encodeWithSelector(IBountyMarket.WrongKey.selector, bounty));
        market.publishKey(bounty, "x");
    }

    function testShouldRefuseComplaintsOfOthersTwiceAndLate() public {
        bytes32 bounty = delivering();
        expect(abi.encodeWithSelector(IBountyMarket.NotResearcher.selector, bounty, stranger));
        vm.prank(stranger);
        market.complain(bounty);
        vm.prank(researcher);
        market.complain(bounty);
        expect(abi.encodeWithSelector(IBountyMarket.AlreadyComplained.selector, bounty));
        vm.prank(researcher);
        market.complain(bounty);

        bounty = delivering();
        pass(WINDOW);
        expect(abi.encodeWithSelector(IBountyMarket.WrongState.selector, bounty, IBountyMarket.State.Settled));
        vm.prank(researcher);
        market.complain(bounty);
    }

    function testShouldGiveTheRewardBackAndBurnTheLocksWhenTheKeyIsWithheld() public {
        bytes32 bounty = judgedWithAComplaint();
        pass(WINDOW);
        market.refund(bounty);
        ended(bounty, IBountyMarket.State.Refunded);
        equal(has(researcher), 1000 ether - PANEL_FEE - OPENING_FEE, "reward and bond back");
        equal(has(miners[0]), 100 ether - STAKE - EVALUATION_FEE, "stake burned");
        equal(slashed(evaluators[0]), LOCK, "counted the winner: the whole lock");
        equal(slashed(evaluators[1]), LOCK, "counted the winner: the whole lock");
        equal(slashed(evaluators[2]), 0, "could not open it");
    }

    function judgedWithAComplaint() internal returns (bytes32 bounty) {
        bounty = judged(95, 95, UNAVAILABLE);
        vm.prank(researcher);
        market.complain(bounty);
    }

    function testShouldRefuseTheKeyAfterItsWindow() public {
        bytes32 bounty = judgedWithAComplaint();
        pass(WINDOW);
        bytes32 k = key(miners[0]);
        expect(abi.encodeWithSelector(IBountyMarket.WrongState.selector, bounty, IBountyMarket.State.Refunded));
        market.publishKey(bounty, k);
    }

    // ------------------------------------------------------------ poke

    /// @dev However late anyone comes, from every state a few pokes reach an end with an empty pot.
    function testShouldReachAnEndFromEveryStateByPokesAlone() public {
        uint256 before = vm.snapshotState();
        for (uint256 steps; steps <= 6; ++steps) {
            reachAnEndAfter(steps);
            vm.revertToState(before);
        }
    }

    function reachAnEndAfter(uint256 steps) internal {
        bytes32 bounty = open();
        if (steps > 0) contribute(bounty, 0);
        if (steps > 1) revealSample(bounty);
        bytes32[] memory ids = giveAll(miners[0]);
        if (steps > 2) commit(bounty, miners[0], "a");
        if (steps > 3) {
            toReveal(bounty);
            reveal(bounty, miners[0], "a", ids);
        }
        if (steps > 4) {
            pass(GAP);
            market.poke(bounty);
            drawn(bounty);
        }
        if (steps > 5) scored(bounty, counts(95), counts(95), counts(95));
        pass(10_000);
        market.poke(bounty);
        pass(10_000);
        isTrue(market.poke(bounty) >= IBountyMarket.State.Settled, "an end");
        equal(pot(bounty), 0, "pot");
        for (uint256 i; i < 3; ++i) {
            equal(locked(evaluators[i]), 0, "lock");
        }
    }

    // ------------------------------------------------------------ what the size of the test set changes

    function testShouldTolerateTwoInAThousandOfALargeTestSet() public {
        bytes32 bounty = seated(open(largeTestSet()), 1);
        equal(publicSamples(bounty), 112, "a tenth is public");
        scored(bounty, counts(948), counts(950), counts(953));
        pass(2 * WINDOW);
        market.settle(bounty);
        equal(market.stateOf(bounty).winnerCount, 950, "median");
        equal(slashed(evaluators[0]), 0, "two of 1 008 are tolerated");
        equal(slashed(evaluators[2]), LOCK / 10, "three are a lie");
    }

    // ------------------------------------------------------------ without data, and before the end

    function testShouldPayTheOwnersPartToTheMinerWhenNoDatasetIsListed() public {
        IBountyMarket.Terms memory t = bountyTerms();
        vm.prank(researcher);
        bytes32 bounty = opened(market.open(t, windows(), new IBountyMarket.DatasetTerm[](0), noExtras()));
        commit(bounty, miners[0], "a");
        toReveal(bounty);
        reveal(bounty, miners[0], "a", new bytes32[](0));
        pass(GAP);
        market.poke(bounty);
        drawn(bounty);
        scored(bounty, counts(95), counts(95), counts(95));
        pass(2 * WINDOW);
        market.settle(bounty);
        ended(bounty, IBountyMarket.State.Settled);
        equal(has(miners[0]), 100 ether - EVALUATION_FEE + REWARD * 98 / 100, "all but the platform's part");
        isTrue(registry.areParents(modelOf(bounty), new bytes32[](0)), "no parents");
    }

    function testShouldPayNothingBeforeTheEnd() public {
        uint256 inside = REWARD + PANEL_FEE + OPENING_FEE;
        bytes32 bounty = opened();
        equal(pot(bounty), inside, "open");
        revealAll(bounty, 2);
        inside += 2 * (STAKE + EVALUATION_FEE);
        equal(pot(bounty), inside, "drawing");
        drawn(bounty);
        equal(pot(bounty), inside, "scoring");
        scored(bounty, counts(95, 92), counts(95, 92), counts(95, 92));
        equal(pot(bounty), inside, "scored");
        pass(WINDOW);
        market.poke(bounty);
        equal(pot(bounty), inside, "delivering");
        vm.prank(researcher);
        market.complain(bounty);
        equal(pot(bounty), inside + REWARD / 10, "complained");
        equal(locked(evaluators[0]), LOCK, "and nobody is released");
        pass(WINDOW);
        market.poke(bounty);
        ended(bounty, IBountyMarket.State.Refunded);
    }

    function testShouldRoundTheComplaintBondUp() public {
        IBountyMarket.Terms memory t = bountyTerms();
        (t.reward, t.seatLock) = (REWARD + 1, LOCK + 1);
        bytes32 bounty = seated(open(t), 1);
        scored(bounty, counts(95), counts(95), counts(95));
        pass(WINDOW);
        market.poke(bounty);
        uint256 before = has(researcher);
        vm.prank(researcher);
        market.complain(bounty);
        equal(before - has(researcher), REWARD / 10 + 1, "a tenth, rounded up");
    }
}
