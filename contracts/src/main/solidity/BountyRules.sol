// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IBountyMarket} from "./interfaces/IBountyMarket.sol";
import {IVault} from "./interfaces/IVault.sol";
import {BountyTerms} from "./libraries/BountyTerms.sol";
import {SamplePermutation} from "./libraries/SamplePermutation.sol";
import {TestTree} from "./libraries/TestTree.sol";

/// @title BountyRules
/// @notice What a bounty may be opened with, and what its public sample is. Keeps nothing but writes the terms down as
/// code. The market asks it; whoever else does gets his own terms written, which no market knows.
contract BountyRules {
    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_SEATS = 15;
    uint256 private constant MAX_DATASETS = 16;
    uint256 private constant MAX_MILESTONES = 7;
    uint256 private constant MAX_EVALUATORS = 64;
    uint256 private constant WINDOW_BITS = 28;
    address private constant ETHER = address(0);
    uint32 private constant MILLION = 1_000_000;
    uint32 private constant MAX_TEST_COUNT = 1 << 24;

    IAssetRegistry public immutable registry;
    IVault public immutable vault;
    uint32 public immutable minWindow;
    uint32 public immutable maxWindow;
    uint256 public immutable minSeatFee;
    uint256 public immutable minEvaluationFee;

    constructor(
        IAssetRegistry registry_,
        IVault vault_,
        uint32 minWindow_,
        uint32 maxWindow_,
        uint256 minSeatFee_,
        uint256 minEvaluationFee_
    ) {
        if (maxWindow_ >= 1 << 28) {
            revert IBountyMarket.WindowOutOfRange(maxWindow_, 0, (1 << 28) - 1);
        }
        registry = registry_;
        vault = vault_;
        minWindow = minWindow_;
        maxWindow = maxWindow_;
        minSeatFee = minSeatFee_;
        minEvaluationFee = minEvaluationFee_;
    }

    /// @notice Reverts unless a bounty may be opened like this; else writes its terms down.
    /// @return code where (BountyTerms)
    function keep(
        address researcher,
        IBountyMarket.Terms calldata terms,
        IBountyMarket.Windows calldata windows,
        IBountyMarket.DatasetTerm[] calldata datasets,
        IBountyMarket.Extras calldata extras
    ) external returns (address code) {
        _checkTerms(terms);
        BountyTerms.Kept memory kept = _kept(researcher, terms, windows);
        kept.datasets = uint8(datasets.length);
        kept.milestones = uint8(extras.milestones.length + 1);
        kept.evaluators = uint8(extras.evaluators.length);
        kept.byContribution = extras.byContribution;
        (uint32[] memory thresholds, uint16[] memory rewards) = _milestones(terms, extras.milestones);
        code = BountyTerms.write(
            kept, _checkedDatasets(datasets), thresholds, rewards, _checkedEvaluators(terms.seats, extras.evaluators)
        );
    }

    /// @notice Reverts unless every sample is under the root, in a tree that belongs to the calling market.
    /// @dev The arguments of IBountyMarket.revealSample, so that the market can pass its call on.
    function checkSamples(bytes32 bounty, IBountyMarket.SampleBatch calldata batch) external view {
        (address code, bytes32 seed) = IBountyMarket(msg.sender).sampleOf(bounty);
        uint256 length = batch.order.length;
        if (batch.sampleHashes.length != length || batch.salts.length != length) {
            revert IBountyMarket.BadBatch(length, batch.sampleHashes.length, batch.salts.length);
        }
        BountyTerms.Kept memory terms = BountyTerms.read(code);
        uint256[] memory places = _places(seed, batch.first, batch.order, terms.testCount);
        bytes memory frame = TestTree.leafFrame(msg.sender, terms.researcher, terms.nonce);
        bytes32[] memory nodes = _leaves(frame, places, batch.sampleHashes, batch.salts);
        bytes32 root = TestTree.root(nodes, places, TestTree.depth(terms.testCount), batch.proof);
        if (root != terms.testRoot) revert IBountyMarket.WrongSamples();
    }

    /// @notice P(k).
    function sampleIndex(bytes32 seed, uint32 k, uint32 testCount) external pure returns (uint32) {
        return uint32(SamplePermutation.indexAt(seed, k, testCount));
    }

    /// @notice s = max(100, ceil(N / 10)).
    function sampleCount(uint32 testCount) public pure returns (uint32) {
        return BountyTerms.sampleCount(testCount);
    }

    /// @dev Numbers of the batch, each once, since their places ascend and P is a permutation.
    function _places(bytes32 seed, uint32 first, uint32[] calldata order, uint32 testCount)
        private
        pure
        returns (uint256[] memory places)
    {
        places = new uint256[](order.length);
        uint256 half = SamplePermutation.halfOf(testCount);
        uint256 end = uint256(first) + order.length;
        uint256 before;
        for (uint256 i; i < order.length; ++i) {
            uint256 k = order[i];
            if (k < first || k >= end) revert IBountyMarket.WrongOrder(i);
            uint256 place = SamplePermutation.indexAt(seed, k, testCount, half);
            if (i != 0 && place <= before) revert IBountyMarket.WrongOrder(i);
            places[i] = before = place;
        }
    }

    function _leaves(
        bytes memory frame,
        uint256[] memory places,
        bytes32[] calldata sampleHashes,
        bytes32[] calldata salts
    ) private pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](places.length);
        for (uint256 i; i < places.length; ++i) {
            leaves[i] = TestTree.leafIn(frame, places[i], sampleHashes[i], salts[i]);
        }
    }

    function _kept(address researcher, IBountyMarket.Terms calldata t, IBountyMarket.Windows calldata windows)
        private
        view
        returns (BountyTerms.Kept memory k)
    {
        k.researcher = researcher;
        k.nonce = uint96(t.nonce);
        k.token = t.token;
        k.testCount = t.testCount;
        k.threshold = t.thresholdMillionths;
        k.seats = t.seats;
        k.quorum = t.quorum;
        k.platform = t.platform;
        k.maxCipherSize = t.maxCipherSize;
        k.ownersBps = t.ownersBps;
        k.platformBps = t.platformBps;
        k.testRoot = t.testRoot;
        k.testKeyCommit = t.testKeyCommit;
        k.reward = _bounded(t.reward);
        k.panelFee = _bounded(t.panelFee);
        k.stake = _bounded(t.stake);
        k.evaluationFee = _bounded(t.evaluationFee);
        k.seatLock = _bounded(t.seatLock);
        k.windows = _pack(windows);
    }

    function _checkTerms(IBountyMarket.Terms calldata t) private view {
        _notEmpty(t.specHash != 0, "specHash");
        _notEmpty(t.specCidDigest != 0, "specCidDigest");
        _notEmpty(t.recipient != 0, "recipient");
        _notEmpty(t.testRoot != 0, "testRoot");
        _notEmpty(t.testKeyCommit != 0, "testKeyCommit");
        _notEmpty(t.maxCipherSize != 0, "maxCipherSize");
        _notEmpty(t.reward != 0, "reward");
        _notEmpty(t.stake != 0, "stake");
        uint32 needed = 2 * sampleCount(t.testCount > MAX_TEST_COUNT ? MAX_TEST_COUNT : t.testCount);
        if (t.testCount < needed) revert IBountyMarket.TooFewSamples(t.testCount, needed);
        if (t.testCount > MAX_TEST_COUNT) revert IBountyMarket.TooManySamples(t.testCount, MAX_TEST_COUNT);
        if (t.thresholdMillionths == 0 || t.thresholdMillionths > MILLION) {
            revert IBountyMarket.BadThreshold(t.thresholdMillionths);
        }
        if (t.seats == 0 || t.seats > MAX_SEATS || t.quorum > t.seats || 2 * uint256(t.quorum) <= t.seats) {
            revert IBountyMarket.BadPanel(t.seats, t.quorum);
        }
        uint256 sum = uint256(t.minerBps) + t.ownersBps + t.platformBps;
        if (sum != BPS) revert IBountyMarket.BadSplit(sum);
        if (t.token == ETHER) _checkEtherMoney(t);
        else _checkTokenMoney(t);
    }

    function _checkEtherMoney(IBountyMarket.Terms calldata t) private view {
        _atLeast(t.panelFee, minSeatFee * t.seats);
        _atLeast(t.evaluationFee, minEvaluationFee);
        uint256 needed = t.reward / t.quorum + (t.reward % t.quorum == 0 ? 0 : 1);
        if (t.seatLock < needed) revert IBountyMarket.SeatLockTooLow(t.seatLock, needed);
    }

    /// @dev What a token is worth is not known here, so the fees and the lock are what the parties agree to.
    function _checkTokenMoney(IBountyMarket.Terms calldata t) private view {
        if (!vault.isListed(t.token)) revert IBountyMarket.UnknownToken(t.token);
        _atLeast(t.panelFee, t.seats);
        _atLeast(t.evaluationFee, 1);
        if (t.seatLock == 0) revert IBountyMarket.SeatLockTooLow(0, 1);
    }

    /// @dev Every milestone asks for more than the one before and pays something; so does the first.
    function _milestones(IBountyMarket.Terms calldata t, IBountyMarket.Milestone[] calldata further)
        private
        pure
        returns (uint32[] memory thresholds, uint16[] memory rewards)
    {
        if (further.length > MAX_MILESTONES) revert IBountyMarket.BadMilestones(further.length);
        thresholds = new uint32[](further.length);
        rewards = new uint16[](further.length);
        uint32 before = t.thresholdMillionths;
        uint256 sum;
        for (uint256 i; i < further.length; ++i) {
            (thresholds[i], rewards[i]) = (further[i].thresholdMillionths, further[i].rewardBps);
            sum += rewards[i];
            if (thresholds[i] <= before || thresholds[i] > MILLION || rewards[i] == 0 || sum >= BPS) {
                revert IBountyMarket.BadMilestones(i);
            }
            before = thresholds[i];
        }
    }

    /// @dev Ascending, so that nobody stands in the list twice.
    function _checkedEvaluators(uint8 seats, address[] calldata named) private pure returns (address[] memory) {
        if (named.length > MAX_EVALUATORS || (named.length != 0 && named.length < seats)) {
            revert IBountyMarket.BadEvaluators(named.length);
        }
        address before;
        for (uint256 i; i < named.length; ++i) {
            if (named[i] <= before) revert IBountyMarket.BadEvaluators(i);
            before = named[i];
        }
        return named;
    }

    function _pack(IBountyMarket.Windows calldata w) private view returns (uint256 packed) {
        packed = _checked(w.seed);
        packed |= _checked(w.sample) << WINDOW_BITS;
        packed |= _checked(w.open) << (2 * WINDOW_BITS);
        packed |= _checked(w.reveal) << (3 * WINDOW_BITS);
        packed |= _checked(w.scoring) << (4 * WINDOW_BITS);
        packed |= _checked(w.scoreReveal) << (5 * WINDOW_BITS);
        packed |= _checked(w.challenge) << (6 * WINDOW_BITS);
        packed |= _checked(w.delivery) << (7 * WINDOW_BITS);
        packed |= _checked(w.publish) << (8 * WINDOW_BITS);
    }

    /// @dev The limit is for the seats: they are drawn, not asked, and stay locked until the end.
    function _checked(uint32 window) private view returns (uint256) {
        if (window < minWindow || window > maxWindow) {
            revert IBountyMarket.WindowOutOfRange(window, minWindow, maxWindow);
        }
        return window;
    }

    function _checkedDatasets(IBountyMarket.DatasetTerm[] calldata d)
        private
        view
        returns (BountyTerms.Dataset[] memory kept)
    {
        if (d.length > MAX_DATASETS) revert IBountyMarket.TooManyDatasets(d.length, MAX_DATASETS);
        kept = new BountyTerms.Dataset[](d.length);
        uint256 sum;
        for (uint256 i; i < d.length; ++i) {
            for (uint256 j; j < i; ++j) {
                if (d[j].asset == d[i].asset) revert IBountyMarket.RepeatedDataset(d[i].asset);
            }
            address owner = _ownerOf(d[i].asset, d[i].version);
            kept[i] = BountyTerms.Dataset(d[i].asset, owner, d[i].version, d[i].weight, d[i].required);
            if (d[i].weight == 0) revert IBountyMarket.BadWeights(0);
            sum += d[i].weight;
        }
        if (d.length != 0 && sum != BPS) revert IBountyMarket.BadWeights(sum);
    }

    function _ownerOf(bytes32 asset, uint32 version) private view returns (address owner) {
        uint8 kind;
        bool retired;
        (owner, kind,, retired,,) = registry.assetOf(asset);
        if (kind != uint8(IAssetRegistry.Kind.DATASET)) revert IBountyMarket.NotDataset(asset);
        if (retired) revert IBountyMarket.AssetIsRetired(asset);
        registry.versionOf(asset, version);
    }

    function _notEmpty(bool isSet, bytes32 field) private pure {
        if (!isSet) revert IBountyMarket.EmptyTerm(field);
    }

    function _atLeast(uint256 fee, uint256 minimum) private pure {
        if (fee < minimum) revert IBountyMarket.FeeTooLow(fee, minimum);
    }

    /// @dev Keeps every later product far from an overflow, which would be a bounty that cannot end.
    function _bounded(uint256 amount) private pure returns (uint128) {
        if (amount > type(uint128).max) revert IBountyMarket.AmountTooLarge(amount, type(uint128).max);
        return uint128(amount);
    }
}
