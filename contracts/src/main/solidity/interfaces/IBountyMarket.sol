// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessGrants} from "./IAccessGrants.sol";

/// @title A bounty: reward locked, models committed, measured, paid
/// @notice A researcher locks a reward for a model that reaches a threshold on a hidden test set. Miners commit and
/// reveal sealed checkpoints, a drawn panel scores them, the best that qualifies is paid when its key is delivered.
/// @dev The pot of a bounty in the vault is opened at `open` and grows by the commits; in the final state it is
/// empty. Every state has a deadline after which anyone's `poke` leads on, and every action pokes first, so that
/// nobody has to. Money goes to available balances only; nothing here calls a stranger. An owner of the market
/// does not exist. What the researcher can do: cancel before commits open, reveal the sample, complain.
///
/// Hash preimages; every field one 32-byte word in the order written, unless said otherwise:
/// bounty id      keccak256(abi.encode(chainId, market, researcher, nonce, specHash))
/// test leaf i    keccak256(0x00 ++ abi.encode(chainId, market, researcher, nonce, i, sha256(sample), salt))
/// test node      keccak256(0x01 ++ left ++ right)
/// testKeyCommit  keccak256(abi.encode(chainId, market, researcher, nonce, testIdentity))
/// keyCommit      keccak256(abi.encode(chainId, market, bounty, miner, K)), K the raw 32-byte X25519 identity
/// commit         keccak256(abi.encode(chainId, market, bounty, miner, cidPrefix, cidDigest, cipherRoot, plainHash,
///                cipherSize, plainSize, keyCommit, salt)); cidPrefix is a bytes4, left-aligned in its word
///
/// The test tree has depth d = the smallest with 2^d >= N; places N and above hold the zero word as their leaf. A
/// proof lists the d siblings from the leaf up; bit j of the index says on which side the node of height j stands.
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
        Cancelled
    }

    /// @dev Standing: to be scored. Struck: an earlier commit has the same CID or plaintext. Ungranted: a required
    /// grant was not held when it was committed. Scored: has a verdict. Invalid: voided by the panel. Undecided: no
    /// verdict.
    enum Status {
        None,
        Committed,
        Standing,
        Struck,
        Ungranted,
        Scored,
        Invalid,
        Undecided
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
    /// @param platform has the platform's part; address(0) leaves it to the miner
    /// @param testCount N, all samples; n = N - s stay private
    /// @param thresholdMillionths qualifies iff count * 1 000 000 >= thresholdMillionths * n
    /// @param seats m, quorum t with 2t > m
    /// @param maxCipherSize largest sealed checkpoint in bytes
    /// @param minerBps the three parts sum to 10 000 (7500 / 2300 / 200 unless agreed otherwise)
    struct Terms {
        uint256 nonce;
        bytes32 specHash;
        bytes4 specCidPrefix;
        bytes32 specCidDigest;
        bytes32 recipient;
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
        uint16 minerBps;
        uint16 ownersBps;
        uint16 platformBps;
    }

    /// @param weight parts in 10 000 of the owners' part, not zero; all weights sum to 10 000
    /// @param required whether a submission qualifies only with a live grant for it
    struct DatasetTerm {
        bytes32 asset;
        uint32 version;
        uint16 weight;
        bool required;
    }

    struct Opening {
        bytes4 cidPrefix;
        bytes32 cidDigest;
        bytes32 cipherRoot;
        bytes32 plainHash;
        uint64 cipherSize;
        uint64 plainSize;
        bytes32 keyCommit;
        bytes32 salt;
    }

    /// @param deadline when `poke` leads on from this state; 0 in a final state
    /// @param submissions slots taken, one per miner
    struct BountyState {
        State state;
        uint64 deadline;
        uint64 commitDeadline;
        uint32 privateCount;
        uint32 sampleCount;
        uint32 sampleRevealed;
        uint16 submissions;
        uint16 revealed;
        address researcher;
        address winner;
        uint32 winnerCount;
        bool complained;
        bytes32 model;
    }

    /// @param order place in the order of commits, from 1; a newer commit takes a later place
    /// @param held bit i set: a live grant for dataset i was named
    /// @param verdict correct counts; see EvaluationPanel for the marks
    struct Submission {
        Status status;
        uint16 slot;
        uint32 order;
        uint64 committedAt;
        uint16 held;
        uint16 poolFeeBps;
        address pool;
        uint32 verdict;
        bytes4 cidPrefix;
        uint64 cipherSize;
        bytes32 commitHash;
        bytes32 cidDigest;
        bytes32 cipherRoot;
        bytes32 keyCommit;
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
        uint256 reward,
        uint256 panelFee,
        uint256 openingFee,
        uint256 stake,
        uint256 evaluationFee,
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
    /// @param first the k of the first sample here; sample k has index P(k)
    event SampleRevealed(
        bytes32 indexed bounty, uint32 first, uint32[] indices, bytes32[] sampleHashes, bytes32[] salts
    );
    event Committed(
        bytes32 indexed bounty,
        address indexed miner,
        uint16 slot,
        uint32 order,
        bytes32 commitHash,
        address pool,
        uint16 poolFeeBps
    );
    event Revealed(
        bytes32 indexed bounty,
        address indexed miner,
        bytes4 cidPrefix,
        bytes32 cidDigest,
        bytes32 cipherRoot,
        bytes32 plainHash,
        uint64 cipherSize,
        uint64 plainSize,
        bytes32 keyCommit
    );
    /// @param held bit i set: grant i is counted
    event GrantsNamed(bytes32 indexed bounty, address indexed miner, bytes32[] grantIds, uint16 held);
    /// @param because the miner of the earlier commit when struck, else address(0)
    event SubmissionChanged(bytes32 indexed bounty, address indexed miner, uint8 status, address because);
    event VerdictGiven(bytes32 indexed bounty, address indexed miner, uint8 status, uint32 count, bool qualifies);
    event WinnerChosen(bytes32 indexed bounty, address indexed miner, uint32 count);
    event Complained(bytes32 indexed bounty, uint256 bond);
    event KeyPublished(bytes32 indexed bounty, address indexed miner, bytes32 key);
    event ModelSettled(bytes32 indexed bounty, bytes32 indexed asset);
    /// @param role 1 miner, 2 data owner, 3 panel, 4 platform, 5 pool, 6 researcher (money back), 7 seed contributor,
    /// 8 submitter (stake or fee back)
    event Paid(bytes32 indexed bounty, address indexed to, uint8 role, uint256 amount);
    /// @param reason 1 opening fee's rest, 2 fee's remainder or forfeited, 3 stake, 4 complaint bond
    event Burned(bytes32 indexed bounty, uint8 reason, uint256 amount);

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
    error TooManyDatasets(uint256 given, uint256 limit);
    error RepeatedDataset(bytes32 asset);
    error NotDataset(bytes32 asset);
    error AssetIsRetired(bytes32 asset);
    error WindowOutOfRange(uint32 window, uint32 minimum, uint32 maximum);
    error FeeTooLow(uint256 fee, uint256 minimum);
    error SeedMissing(bytes32 bounty);
    error WrongBatch(uint32 expected, uint32 given);
    error BadBatch(uint256 hashes, uint256 salts, uint256 proofWords);
    error WrongSample(uint32 index);
    error PartyCannotCommit(bytes32 bounty, address account);
    error TooManySubmissions(uint256 limit);
    error CommitsClosed(bytes32 bounty);
    error RevealsClosed(bytes32 bounty);
    error NoCommit(bytes32 bounty, address miner);
    error AlreadyRevealed(bytes32 bounty, address miner);
    error WrongOpening(bytes32 bounty, address miner);
    error TooLarge(uint64 size, uint64 limit);
    error WrongGrantCount(uint256 expected, uint256 given);
    error AlreadyComplained(bytes32 bounty);
    error NoComplaint(bytes32 bounty);
    error WrongKey(bytes32 bounty);
    error NotDue(bytes32 bounty, State state, uint64 deadline);

    /// @notice Opens a bounty and locks reward + panelFee + openingFee of the caller's available balance.
    function open(Terms calldata terms, Windows calldata windows, DatasetTerm[] calldata datasets)
        external
        returns (bytes32 bounty);

    /// @notice Reveals the next samples of the public sample. Anyone who can prove them; in order, in batches. The
    /// last batch opens the bounty for commits.
    /// @param first how many were revealed before
    /// @param proofs d words for each sample, one after the other
    function revealSample(
        bytes32 bounty,
        uint32 first,
        bytes32[] calldata sampleHashes,
        bytes32[] calldata salts,
        bytes32[] calldata proofs
    ) external;

    /// @notice Takes the bounty back. Only the researcher, only in Sampled. The opening fee is gone.
    function cancel(bytes32 bounty) external;

    /// @notice Commits to a submission, locking stake + evaluationFee the first time. A newer commit replaces the
    /// older one and takes the later place. Refused to the researcher and to who owned a listed dataset when the
    /// bounty was opened.
    function commit(bytes32 bounty, bytes32 commitHash) external;

    /// @notice Opens the caller's commit. Never fails because of another's submission.
    /// @param named the terms of one grant per dataset of the bounty, all zero where none is held
    function reveal(bytes32 bounty, Opening calldata opening, IAccessGrants.Grant[] calldata named) external;

    /// @notice `poke` that reverts unless the bounty is then Settled.
    function settle(bytes32 bounty) external;

    /// @notice `poke` that reverts unless the bounty is then Refunded or Cancelled.
    function refund(bytes32 bounty) external;

    /// @notice The researcher says that nobody sealed him the key. Locks a bond of a tenth of the reward.
    function complain(bytes32 bounty) external;

    /// @notice After a complaint anyone may publish the winner's key, which settles; the model is then public.
    function publishKey(bytes32 bounty, bytes32 key) external;

    /// @notice Leads on from every state whose deadline has passed, as far as time allows. Never reverts for a known
    /// bounty.
    function poke(bytes32 bounty) external returns (State);

    function stateOf(bytes32 bounty) external view returns (BountyState memory);

    function submissionOf(bytes32 bounty, address miner) external view returns (Submission memory);

    /// @notice Miners in slot order, which is the order of the score vectors.
    function minersOf(bytes32 bounty) external view returns (address[] memory);

    /// @notice What a seat has to know: m, t, n, number of slots and the bond each seat locks.
    function panelTerms(bytes32 bounty)
        external
        view
        returns (uint8 seats, uint8 quorum, uint32 privateCount, uint16 submissions, uint256 seatLock);

    /// @notice Whether the account may not judge: the researcher, committers, owners of listed datasets when the bounty
    /// was opened, and who granted a dataset later to a miner that named the grant. Owning one now is not enough: a
    /// token can be sent to anyone. Researcher and owners when opened may not commit either.
    function isParty(bytes32 bounty, address account) external view returns (bool);

    /// @notice P(k) for a seed.
    function sampleIndex(bytes32 seed, uint32 k, uint32 testCount) external view returns (uint32);

    function bountyId(address researcher, uint256 nonce, bytes32 specHash) external view returns (bytes32);

    function nonceOf(address researcher) external view returns (uint256);
}
