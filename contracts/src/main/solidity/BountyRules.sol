// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "./interfaces/IAssetRegistry.sol";
import {IBountyMarket} from "./interfaces/IBountyMarket.sol";
import {SamplePermutation} from "./libraries/SamplePermutation.sol";
import {TestTree} from "./libraries/TestTree.sol";

/// @title BountyRules
/// @notice What a bounty may be opened with, and what its public sample is. Keeps nothing: the market creates it with
/// itself and asks it, because both together are larger than one contract may be.
contract BountyRules {
    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_SEATS = 15;
    uint256 private constant MAX_DATASETS = 16;
    uint32 private constant MILLION = 1_000_000;
    uint32 private constant MIN_SAMPLE = 100;
    uint32 private constant MAX_TEST_COUNT = 1 << 24;

    struct Test {
        address researcher;
        uint256 nonce;
        bytes32 root;
        uint32 count;
    }

    IAssetRegistry public immutable registry;
    uint32 public immutable minWindow;
    uint32 public immutable maxWindow;
    uint256 public immutable minSeatFee;
    uint256 public immutable minEvaluationFee;

    constructor(
        IAssetRegistry registry_,
        uint32 minWindow_,
        uint32 maxWindow_,
        uint256 minSeatFee_,
        uint256 minEvaluationFee_
    ) {
        if (maxWindow_ >= 1 << 28) {
            revert IBountyMarket.WindowOutOfRange(maxWindow_, 0, (1 << 28) - 1);
        }
        registry = registry_;
        minWindow = minWindow_;
        maxWindow = maxWindow_;
        minSeatFee = minSeatFee_;
        minEvaluationFee = minEvaluationFee_;
    }

    /// @notice Reverts unless a bounty may be opened like this.
    /// @return owners who owns each dataset now
    /// @return samples s, how many samples become public
    /// @return packed the windows, 28 bits each, the first lowest
    function check(
        IBountyMarket.Terms calldata terms,
        IBountyMarket.Windows calldata windows,
        IBountyMarket.DatasetTerm[] calldata datasets
    ) external view returns (address[] memory owners, uint32 samples, uint256 packed) {
        _checkTerms(terms);
        return (_checkDatasets(datasets), sampleCount(terms.testCount), _pack(windows));
    }

    /// @notice P(first) .. P(first + count - 1).
    function sampleIndices(bytes32 seed, uint32 first, uint256 count, uint32 testCount)
        external
        pure
        returns (uint32[] memory indices)
    {
        indices = new uint32[](count);
        for (uint256 i; i < count; ++i) {
            indices[i] = uint32(SamplePermutation.indexAt(seed, first + i, testCount));
        }
    }

    /// @notice Reverts unless every sample is under the root, in a tree that belongs to the calling market.
    function checkSamples(
        Test calldata test,
        uint32[] calldata indices,
        bytes32[] calldata sampleHashes,
        bytes32[] calldata salts,
        bytes32[] calldata proofs
    ) external view {
        uint256 depth = TestTree.depth(test.count);
        if (salts.length != indices.length || proofs.length != indices.length * depth) {
            revert IBountyMarket.BadBatch(sampleHashes.length, salts.length, proofs.length);
        }
        for (uint256 i; i < indices.length; ++i) {
            bytes32 leaf = TestTree.leaf(msg.sender, test.researcher, test.nonce, indices[i], sampleHashes[i], salts[i]);
            bytes32 root = TestTree.root(leaf, indices[i], proofs[i * depth:(i + 1) * depth]);
            if (root != test.root) revert IBountyMarket.WrongSample(indices[i]);
        }
    }

    /// @notice s = max(100, ceil(N / 10)).
    function sampleCount(uint32 testCount) public pure returns (uint32) {
        uint32 tenth = testCount / 10 + (testCount % 10 == 0 ? 0 : 1);
        return tenth < MIN_SAMPLE ? MIN_SAMPLE : tenth;
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
        if (t.seats > MAX_SEATS || t.quorum > t.seats || 2 * uint256(t.quorum) <= t.seats) {
            revert IBountyMarket.BadPanel(t.seats, t.quorum);
        }
        uint256 sum = uint256(t.minerBps) + t.ownersBps + t.platformBps;
        if (sum != BPS) revert IBountyMarket.BadSplit(sum);
        _atLeast(t.panelFee, minSeatFee * t.seats);
        _atLeast(t.evaluationFee, minEvaluationFee);
        _boundAmount(t.reward);
        _boundAmount(t.panelFee);
        _boundAmount(t.stake);
        _boundAmount(t.evaluationFee);
    }

    function _pack(IBountyMarket.Windows calldata w) private view returns (uint256 packed) {
        packed = _checked(w.seed);
        packed |= _checked(w.sample) << 28;
        packed |= _checked(w.open) << 56;
        packed |= _checked(w.reveal) << 84;
        packed |= _checked(w.scoring) << 112;
        packed |= _checked(w.scoreReveal) << 140;
        packed |= _checked(w.challenge) << 168;
        packed |= _checked(w.delivery) << 196;
        packed |= _checked(w.publish) << 224;
    }

    /// @dev The limit is for the seats: they are drawn, not asked, and stay locked until the end.
    function _checked(uint32 window) private view returns (uint256) {
        if (window < minWindow || window > maxWindow) {
            revert IBountyMarket.WindowOutOfRange(window, minWindow, maxWindow);
        }
        return window;
    }

    function _checkDatasets(IBountyMarket.DatasetTerm[] calldata d) private view returns (address[] memory owners) {
        if (d.length > MAX_DATASETS) revert IBountyMarket.TooManyDatasets(d.length, MAX_DATASETS);
        owners = new address[](d.length);
        uint256 sum;
        for (uint256 i; i < d.length; ++i) {
            for (uint256 j; j < i; ++j) {
                if (d[j].asset == d[i].asset) revert IBountyMarket.RepeatedDataset(d[i].asset);
            }
            owners[i] = _ownerOf(d[i].asset, d[i].version);
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
    function _boundAmount(uint256 amount) private pure {
        if (amount > type(uint128).max) revert IBountyMarket.AmountTooLarge(amount, type(uint128).max);
    }
}
