// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BountyTerms} from "../libraries/BountyTerms.sol";

/// @title A bounty: reward locked, models committed, measured, paid
/// @notice A researcher locks a reward for a model that reaches a threshold on a hidden test set. Miners commit and
/// reveal sealed checkpoints, a drawn panel scores them, the best that qualifies is paid when its key is delivered.
/// @dev Every state has a deadline after which anyone's `poke` leads on, and every action leads on first where that is
/// due, so that nobody has to. The pot of a bounty is kept by Payouts; in a final state it is empty. Money goes to
/// available balances only; nothing here calls a stranger. An owner of the market does not exist. What the researcher
/// can do: cancel before commits open, reveal the sample, publish the test key, complain. Every call of a user may come
/// through the relay.
///
/// Reward, fees, stakes, complaint and challenge bonds are in ether or a token the vault lists; the opening fee, seat
/// locks and contributor locks are always in ether.
///
/// Hash preimages; every field one 32-byte word in the order written, unless said otherwise:
/// bounty id      keccak256(abi.encode(chainId, market, researcher, nonce, specHash))
/// test leaf i    keccak256(0x00 ++ abi.encode(chainId, market, researcher, nonce, i, sha256(sample), salt))
/// test node      keccak256(0x01 ++ left ++ right)
/// testKeyCommit  keccak256(abi.encode(chainId, market, researcher, nonce, testIdentity))
///
/// The test tree has depth d = the smallest with 2^d >= N; places N and above hold the zero word as their leaf. Bit j
/// of the index says on which side the node of height j stands. A proof of several leaves lists, level by level from
/// the leaves and from left to right, the siblings that cannot be computed from the leaves shown.
///
/// The public sample: s = max(100, ceil(N / 10)) indices, the k-th of them (k from 0) is P(k), where P is the
/// permutation of 0..N-1 written down in the library SamplePermutation.
interface IBountyMarket {
    enum State {
        None,
        Sampled,
        Open,
        Reveal,
        Drawing,
        Scoring,
        ScoreReveal,
        Scored,
        Delivering,
        Settled,
        Refunded,
        Cancelled,
        Defaulted
    }

    /// @dev Windows in seconds. `seedWindow` is how long each of the two seeds may take.
    struct Windows {
        uint32 seed;
        uint32 sample;
        uint32 open;
        uint32 reveal;
        uint32 scoring;
        uint32 scoreReveal;
        uint32 challenge;
        uint32 delivery;
        uint32 publish;
    }

    /// @param nonce must be the researcher's next nonce here
    /// @param recipient raw X25519 public key of the researcher's age recipient
    /// @param token what reward, fees and stakes are in; address(0) is ether, others as the vault lists them
    /// @param platform has the platform's part; address(0) leaves it to the miner
    /// @param testCount N, all samples; n = N - s stay private
    /// @param thresholdMillionths qualifies iff count * 1 000 000 >= thresholdMillionths * n
    /// @param seats m, quorum t with 2t > m
    /// @param maxCipherSize largest sealed checkpoint in bytes
    /// @param seatLock ether each seat locks; for an ether bounty at least ceil(reward / quorum)
    /// @param minerBps the three parts sum to 10 000 (7500 / 2300 / 200 unless agreed otherwise)
    struct Terms {
        uint256 nonce;
        bytes32 specHash;
        bytes4 specCidPrefix;
        bytes32 specCidDigest;
        bytes32 recipient;
        address token;
        address platform;
        bytes32 testRoot;
        uint32 testCount;
        bytes32 testKeyCommit;
        uint32 thresholdMillionths;
        uint8 seats;
        uint8 quorum;
        uint64 maxCipherSize;
        uint256 reward;
        uint256 panelFee;
        uint256 stake;
        uint256 evaluationFee;
        uint256 seatLock;
        uint16 minerBps;
        uint16 ownersBps;
        uint16 platformBps;
    }

    /// @notice A part of the reward for a higher threshold. The private samples fall into as many equal groups as there
    /// are milestones, in the order of P; each milestone is measured on its own group, so none can be guessed from
    /// another. The first milestone is `thresholdMillionths` of the terms with what the others leave of the reward.
    /// The winner is who reached most milestones in order; then the most correct counts; then the earlier commit.
    struct Milestone {
        uint32 thresholdMillionths;
        uint16 rewardBps;
    }

    /// @param milestones after the first, thresholds ascending; at most 7
    /// @param evaluators only these may judge, each with the same chance; none: every ticket has the same chance
    /// @param byContribution the owners' part is shared by what the seats measure that each dataset contributed to the
    /// winner, and by the weights only where they measure nothing
    struct Extras {
        Milestone[] milestones;
        address[] evaluators;
        bool byContribution;
    }

    /// @param weight parts in 10 000 of the owners' part where contribution is not measured, not zero; all weights sum to 10 000
    /// @param required whether a submission qualifies only with a live grant for it
    struct DatasetTerm {
        bytes32 asset;
        uint32 version;
        uint16 weight;
        bool required;
    }

    /// @param first how many were revealed before
    /// @param order the numbers k of this batch, first .. first + length - 1, so ordered that P(k) ascends; hashes and
    /// salts stand in the same order
    /// @param proof siblings, see above
    struct SampleBatch {
        uint32 first;
        uint32[] order;
        bytes32[] sampleHashes;
        bytes32[] salts;
        bytes32[] proof;
    }

    /// @dev Whether the test key was asked for by the panel, and given.
    enum TestKey {
        NotAsked,
        Asked,
        Published
    }

    /// @param code where the terms are written (BountyTerms)
    /// @param deadline when `poke` leads on from this state; 0 in a final state
    /// @param winnerCount correct counts of the winner
    /// @param reached milestones the winner reached
    /// @param challenger who challenged the first verdicts; address(0) for nobody
    /// @param overturned whether the challenge changed the winner or the milestones reached, and so who is paid what
    struct BountyState {
        address code;
        State state;
        uint40 deadline;
        uint40 commitDeadline;
        bool allRevealed;
        address winner;
        uint32 winnerCount;
        uint8 reached;
        uint32 sampleRevealed;
        bool complained;
        TestKey testKey;
        bool overturned;
        address challenger;
    }

    event BountyOpened(
        bytes32 indexed bounty,
        address indexed researcher,
        uint256 nonce,
        bytes32 specHash,
        bytes4 specCidPrefix,
        bytes32 specCidDigest,
        bytes32 recipient,
        address platform
    );
    event BountyMoney(
        bytes32 indexed bounty,
        address token,
        uint256 reward,
        uint256 panelFee,
        uint256 openingFee,
        uint256 stake,
        uint256 evaluationFee,
        uint256 seatLock,
        uint16 minerBps,
        uint16 ownersBps,
        uint16 platformBps
    );
    event BountyTest(
        bytes32 indexed bounty,
        bytes32 testRoot,
        uint32 testCount,
        uint32 privateCount,
        bytes32 testKeyCommit,
        uint32 thresholdMillionths,
        uint8 seats,
        uint8 quorum,
        uint64 maxCipherSize
    );
    event BountyWindows(
        bytes32 indexed bounty,
        uint32 seed,
        uint32 sample,
        uint32 open,
        uint32 reveal,
        uint32 scoring,
        uint32 scoreReveal,
        uint32 challenge,
        uint32 delivery,
        uint32 publish
    );
    /// @notice Only for a bounty that has milestones after the first, names its evaluators or pays by contribution.
    event BountyExtras(
        bytes32 indexed bounty, uint32[] thresholds, uint16[] rewardBps, address[] evaluators, bool byContribution
    );
    /// @param index bit of this dataset in `held`, and its place among the grant ids of a reveal
    event DatasetListed(
        bytes32 indexed bounty,
        bytes32 indexed asset,
        address indexed owner,
        uint16 index,
        uint32 version,
        uint16 weight,
        bool required
    );
    event StateChanged(bytes32 indexed bounty, uint8 state, uint64 deadline);
    /// @param first a batch of s samples shows the indices P(first) to P(first + s - 1)
    /// @param sampleHashes in ascending order of the indices; salts and proof stand in the call
    event SampleRevealed(bytes32 indexed bounty, uint32 first, bytes32[] sampleHashes);
    /// @param miner address(0) when a challenge left nobody who qualifies
    event WinnerChosen(bytes32 indexed bounty, address indexed miner, uint32 count);
    event Challenged(bytes32 indexed bounty, address indexed challenger, uint256 bond);
    event ChallengeEnded(bytes32 indexed bounty, bool overturned);
    event TestKeyAsked(bytes32 indexed bounty, uint64 deadline);
    event TestKeyPublished(bytes32 indexed bounty, bytes32 key);
    event Complained(bytes32 indexed bounty, uint256 bond);
    event KeyPublished(bytes32 indexed bounty, address indexed miner, bytes32 key);
    event ModelSettled(bytes32 indexed bounty, bytes32 indexed asset);

    error UnknownBounty(bytes32 bounty);
    error WrongState(bytes32 bounty, State state);
    error WrongNonce(address researcher, uint256 expected, uint256 given);
    error NotResearcher(bytes32 bounty, address caller);
    error EmptyTerm(bytes32 field);
    error TooFewSamples(uint32 testCount, uint32 needed);
    error TooManySamples(uint32 testCount, uint32 limit);
    error AmountTooLarge(uint256 amount, uint256 limit);
    error BadThreshold(uint32 thresholdMillionths);
    error BadPanel(uint8 seats, uint8 quorum);
    error BadSplit(uint256 sum);
    error BadWeights(uint256 sum);
    error BadMilestones(uint256 position);
    error BadEvaluators(uint256 position);
    error SeatLockTooLow(uint256 seatLock, uint256 minimum);
    error UnknownToken(address token);
    error TooManyDatasets(uint256 given, uint256 limit);
    error RepeatedDataset(bytes32 asset);
    error NotDataset(bytes32 asset);
    error AssetIsRetired(bytes32 asset);
    error WindowOutOfRange(uint32 window, uint32 minimum, uint32 maximum);
    error FeeTooLow(uint256 fee, uint256 minimum);
    error SeedMissing(bytes32 bounty);
    error WrongBatch(uint32 expected, uint32 given);
    error BadBatch(uint256 order, uint256 hashes, uint256 salts);
    error WrongOrder(uint256 position);
    error WrongSamples();
    error AlreadyComplained(bytes32 bounty);
    error TestKeyNotAsked(bytes32 bounty);
    error NoComplaint(bytes32 bounty);
    error WrongKey(bytes32 bounty);
    error NotDue(bytes32 bounty, State state, uint64 deadline);

    /// @notice Opens a bounty and locks reward + panelFee + openingFee of the caller's available balance.
    function open(
        Terms calldata terms,
        Windows calldata windows,
        DatasetTerm[] calldata datasets,
        Extras calldata extras
    ) external returns (bytes32 bounty);

    /// @notice Reveals the next samples of the public sample. Anyone who can prove them; in batches. The last batch
    /// opens the bounty for commits.
    function revealSample(bytes32 bounty, SampleBatch calldata batch) external;

    /// @notice Takes the bounty back. Only the researcher, only in Sampled. The opening fee is gone.
    function cancel(bytes32 bounty) external;

    /// @notice `poke` that reverts unless the bounty is then Settled.
    function settle(bytes32 bounty) external;

    /// @notice `poke` that reverts unless the bounty is then Refunded, Cancelled or Defaulted.
    function refund(bytes32 bounty) external;

    /// @notice Doubts the verdicts; anyone, while it is Scored, which a challenged bounty never is again. Locks a second panel's fees as a
    /// bond. Overturned (another winner than before): the bond comes back and the liars' slashes pay the second panel;
    /// else the bond pays it. If the second panel could not be drawn or none of it revealed, the bond comes back.
    function challenge(bytes32 bounty) external;

    /// @notice Publishes the key of the test set, which the panel said it cannot use; Scoring begins again, once.
    /// Anyone who has it.
    function publishTestKey(bytes32 bounty, bytes32 key) external;

    /// @notice The researcher says that nobody sealed him the key. Locks a bond of a tenth of the reward.
    function complain(bytes32 bounty) external;

    /// @notice After a complaint anyone may publish the winner's key, which settles; the model is then public.
    function publishKey(bytes32 bounty, bytes32 key) external;

    /// @notice Leads on from every state whose deadline has passed, as far as time allows. Never reverts for a known
    /// bounty.
    function poke(bytes32 bounty) external returns (State);

    /// @notice Leads on if the deadline has passed; then says where the bounty stands. Before, `poke` would do no more
    /// for a caller of an action: whatever else leads on does so in the call that makes it due.
    function current(bytes32 bounty)
        external
        returns (State state, address code, uint40 deadline, uint40 commitDeadline, bool allRevealed);

    function stateOf(bytes32 bounty) external view returns (BountyState memory);

    /// @notice What never changes about a bounty, and its datasets.
    function termsOf(bytes32 bounty)
        external
        view
        returns (BountyTerms.Kept memory terms, BountyTerms.Dataset[] memory datasets);

    /// @notice Where the terms are written, and when commits end; 0 before they can begin.
    function codeOf(bytes32 bounty) external view returns (address code, uint40 commitDeadline);

    /// @notice The evaluators the bounty names; none: all.
    function namedEvaluators(bytes32 bounty) external view returns (address[] memory);

    /// @notice Part of the reward in 10 000 that so many milestones earn.
    function earnedBps(bytes32 bounty, uint8 reached) external view returns (uint256);

    /// @notice Whether the account may not judge: the researcher, committers, the challenger, owners of listed datasets when
    /// the bounty was opened, and who granted a dataset later to a miner that named the grant. Owning one now is not enough: a
    /// token can be sent to anyone. Researcher and owners when opened may not commit either.
    function isParty(bytes32 bounty, address account) external view returns (bool);

    /// @notice What a public sample is checked against: where the terms are written, and its seed, once drawn.
    function sampleOf(bytes32 bounty) external view returns (address code, bytes32 seed);

    /// @notice P(k) for a seed.
    function sampleIndex(bytes32 seed, uint32 k, uint32 testCount) external view returns (uint32);

    /// @notice What opening a bounty costs apart from reward and panel fee, in ether.
    function openingFee() external view returns (uint256);

    function bountyId(address researcher, uint256 nonce, bytes32 specHash) external view returns (bytes32);

    /// @notice G: seconds between a deadline and what relies on it.
    function finalityGap() external view returns (uint32);

    function nonceOf(address researcher) external view returns (uint256);
}
