// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The terms of a bounty, which never change
/// @notice Written once as the code of a tiny contract and read from there: a word of code costs a third of a word of
/// storage to write, and reading the whole of it costs less than two cold words of storage.
/// @dev The code is one zero byte (so that nobody can call it) and then whole words: eight for the terms, two for each
/// dataset, one for each further milestone, one for each named evaluator.
library BountyTerms {
    /// @dev Place of the first window.
    uint256 internal constant SEED_WINDOW = 0;
    uint256 private constant WORDS = 8;
    uint256 private constant WINDOW_BITS = 28;
    uint8 private constant BY_CONTRIBUTION_BIT = 8;
    uint32 private constant MIN_SAMPLE = 100;

    /// @param seatLock what each seat locks, in ether
    /// @param windows nine windows of 28 bits, the first lowest
    struct Kept {
        address researcher;
        uint96 nonce;
        address token;
        uint32 testCount;
        uint32 threshold;
        uint8 seats;
        uint8 quorum;
        uint8 datasets;
        uint8 milestones;
        address platform;
        uint64 maxCipherSize;
        uint16 ownersBps;
        uint16 platformBps;
        bytes32 testRoot;
        bytes32 testKeyCommit;
        uint128 reward;
        uint128 panelFee;
        uint128 stake;
        uint128 evaluationFee;
        uint128 seatLock;
        uint8 evaluators;
        bool byContribution;
        uint256 windows;
    }

    /// @param owner who owned it when the bounty was opened
    struct Dataset {
        bytes32 asset;
        address owner;
        uint32 version;
        uint16 weight;
        bool required;
    }

    error TermsNotWritten();

    function write(
        Kept memory k,
        Dataset[] memory datasets,
        uint32[] memory thresholds,
        uint16[] memory rewards,
        address[] memory evaluators
    ) internal returns (address code) {
        bytes memory words = abi.encodePacked(_head(k), _money(k));
        for (uint256 i; i < datasets.length; ++i) {
            Dataset memory d = datasets[i];
            words = abi.encodePacked(words, d.asset, d.owner, d.version, d.weight, d.required, uint40(0));
        }
        for (uint256 i; i < thresholds.length; ++i) {
            words = abi.encodePacked(words, uint256(thresholds[i]) << 16 | rewards[i]);
        }
        for (uint256 i; i < evaluators.length; ++i) {
            words = abi.encodePacked(words, uint256(uint160(evaluators[i])));
        }
        // PUSH2 size DUP1 PUSH1 10 PUSH0 CODECOPY PUSH0 RETURN: answers with everything after itself
        bytes memory creation = abi.encodePacked(hex"61", uint16(words.length + 1), hex"80600a5f395ff3", hex"00", words);
        assembly ("memory-safe") {
            code := create(0, add(creation, 32), mload(creation))
        }
        if (code.code.length != words.length + 1) revert TermsNotWritten();
    }

    function read(address code) internal view returns (Kept memory k) {
        uint256[WORDS + 1] memory w;
        assembly ("memory-safe") {
            extcodecopy(code, w, 1, 288)
        }
        k.researcher = address(uint160(w[0] >> 96));
        k.nonce = uint96(w[0]);
        k.token = address(uint160(w[1] >> 96));
        k.testCount = uint32(w[1] >> 64);
        k.threshold = uint32(w[1] >> 32);
        k.seats = uint8(w[1] >> 24);
        k.quorum = uint8(w[1] >> 16);
        k.datasets = uint8(w[1] >> 8);
        k.milestones = uint8(w[1]);
        k.platform = address(uint160(w[2] >> 96));
        k.maxCipherSize = uint64(w[2] >> 32);
        k.ownersBps = uint16(w[2] >> 16);
        k.platformBps = uint16(w[2]);
        k.testRoot = bytes32(w[3]);
        k.testKeyCommit = bytes32(w[4]);
        (k.reward, k.panelFee) = _halves(w[5]);
        (k.stake, k.evaluationFee) = _halves(w[6]);
        k.seatLock = uint128(w[7] >> 128);
        k.evaluators = uint8(w[7]);
        k.byContribution = (w[7] >> BY_CONTRIBUTION_BIT) & 1 == 1;
        k.windows = w[WORDS];
    }

    function researcher(address code) internal view returns (address) {
        return address(uint160(_word(code, 0) >> 96));
    }

    /// @param which place of the window among the nine
    function window(address code, uint256 which) internal view returns (uint32) {
        return _window(_word(code, WORDS), which);
    }

    function dataset(address code, uint256 index) internal view returns (Dataset memory d) {
        d.asset = bytes32(_word(code, WORDS + 1 + 2 * index));
        uint256 word = _word(code, WORDS + 2 + 2 * index);
        d.owner = address(uint160(word >> 96));
        d.version = uint32(word >> 64);
        d.weight = uint16(word >> 48);
        d.required = (word >> 40) & 1 == 1;
    }

    /// @notice Whether the account is the researcher or owned a listed dataset when the bounty was opened. Not who owns
    /// it now: a token can be sent to anyone against his will, which would shut him out.
    function isParty(address code, Kept memory k, address account) internal view returns (bool) {
        if (account == k.researcher) return true;
        for (uint256 i; i < k.datasets; ++i) {
            if (address(uint160(_word(code, WORDS + 2 + 2 * i) >> 96)) == account) return true;
        }
        return false;
    }

    /// @notice Threshold and part of the reward (in 10 000) of a milestone after the first.
    function furtherMilestone(address code, Kept memory k, uint256 index)
        internal
        view
        returns (uint32 threshold, uint16 rewardBps)
    {
        uint256 word = _word(code, WORDS + 1 + 2 * uint256(k.datasets) + index);
        return (uint32(word >> 16), uint16(word));
    }

    function namedEvaluators(address code, Kept memory k) internal view returns (address[] memory named) {
        uint256 first = WORDS + 1 + 2 * uint256(k.datasets) + k.milestones - 1;
        named = new address[](k.evaluators);
        for (uint256 i; i < named.length; ++i) {
            named[i] = address(uint160(_word(code, first + i)));
        }
    }

    /// @param which place of the window among the nine
    function window(Kept memory k, uint256 which) internal pure returns (uint32) {
        return _window(k.windows, which);
    }

    /// @notice s = max(100, ceil(N / 10)), how many samples become public.
    function sampleCount(uint32 testCount) internal pure returns (uint32) {
        uint32 tenth = testCount / 10 + (testCount % 10 == 0 ? 0 : 1);
        return tenth < MIN_SAMPLE ? MIN_SAMPLE : tenth;
    }

    function samples(address code) internal view returns (uint32) {
        return sampleCount(uint32(_word(code, 1) >> 64));
    }

    /// @notice How many shares a seat tells of each submission: one for each dataset, if owners are paid by contribution.
    function shares(Kept memory k) internal pure returns (uint256) {
        return k.byContribution ? k.datasets : 0;
    }

    /// @notice What a seat says of each submission: counts and shares.
    function entries(Kept memory k) internal pure returns (uint256) {
        return k.milestones + shares(k);
    }

    /// @notice n, the samples that stay private.
    function privateSamples(Kept memory k) internal pure returns (uint32) {
        return k.testCount - sampleCount(k.testCount);
    }

    /// @notice The private samples fall into equal groups, one for each milestone; the last has the remainder too.
    function groupSize(uint32 privateCount, uint256 groups, uint256 group) internal pure returns (uint32) {
        uint32 each = privateCount / uint32(groups);
        return group + 1 == groups ? privateCount - each * uint32(groups - 1) : each;
    }

    function _head(Kept memory k) private pure returns (bytes memory) {
        bytes memory who = abi.encodePacked(k.researcher, k.nonce, k.token, k.testCount, k.threshold);
        bytes memory panel = abi.encodePacked(k.seats, k.quorum, k.datasets, k.milestones);
        return abi.encodePacked(who, panel, k.platform, k.maxCipherSize, k.ownersBps, k.platformBps);
    }

    function _money(Kept memory k) private pure returns (bytes memory) {
        bytes memory amounts = abi.encodePacked(k.reward, k.panelFee, k.stake, k.evaluationFee, k.seatLock);
        uint128 judging = k.evaluators | (k.byContribution ? uint128(1) << BY_CONTRIBUTION_BIT : 0);
        return abi.encodePacked(k.testRoot, k.testKeyCommit, amounts, judging, k.windows);
    }

    function _halves(uint256 word) private pure returns (uint128 high, uint128 low) {
        return (uint128(word >> 128), uint128(word));
    }

    function _window(uint256 windows, uint256 which) private pure returns (uint32) {
        return uint32((windows >> (which * WINDOW_BITS)) & ((1 << WINDOW_BITS) - 1));
    }

    function _word(address code, uint256 index) private view returns (uint256 word) {
        assembly ("memory-safe") {
            extcodecopy(code, 0, add(1, mul(index, 32)), 32)
            word := mload(0)
        }
    }
}
