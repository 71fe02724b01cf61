// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessGrants} from "./IAccessGrants.sol";

/// @title What miners submit to bounties, and what it is found to be worth
/// @notice A miner commits while a bounty is open and reveals afterwards, naming the grants under which he trained.
/// Each miner has one slot; the panel's vectors follow the order of the slots.
/// @dev Commits hide everything, so nothing can be copied before it is too late; of equal content the earlier commit
/// stands. A reveal never fails because of another's. Takes verdicts from the market only. Every call of a miner may
/// come through the relay.
///
/// Hash preimages; every field one 32-byte word in the order written:
/// keyCommit  keccak256(abi.encode(chainId, market, bounty, miner, K)), K the raw 32-byte X25519 identity
/// commit     keccak256(abi.encode(chainId, market, bounty, miner, cidPrefix, cidDigest, cipherRoot, plainHash,
///            cipherSize, plainSize, keyCommit, salt)); cidPrefix is a bytes4, left-aligned in its word
interface ISubmissions {
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

    /// @param order place in the order of commits, from 1; a newer commit takes a later place
    /// @param held bit i set: a live grant for dataset i was named
    /// @param count correct counts of all groups together, once scored
    /// @param reached milestones reached in order
    /// @param commitment the commit; once it is opened, its keyCommit
    struct Submission {
        Status status;
        uint8 slot;
        uint32 order;
        uint40 committedAt;
        uint16 held;
        uint16 poolFeeBps;
        uint32 count;
        uint8 reached;
        uint64 cipherSize;
        bytes4 cidPrefix;
        address pool;
        bytes32 commitment;
        bytes32 cidDigest;
        bytes32 cipherRoot;
    }

    /// @notice Who would win by the verdicts so far.
    /// @param anyScored whether any submission has a verdict
    struct Best {
        address miner;
        uint32 count;
        uint8 reached;
        bool anyScored;
    }

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
    /// @param count correct counts of all groups together, or the mark
    /// @param reached milestones reached in order
    event VerdictGiven(
        bytes32 indexed bounty, address indexed miner, uint8 status, uint32 count, bool qualifies, uint8 reached
    );

    error NotMarket(address caller);
    error PartyCannotCommit(bytes32 bounty, address account);
    error TooManySubmissions(uint256 limit);
    error CommitsClosed(bytes32 bounty);
    error RevealsClosed(bytes32 bounty);
    error NoCommit(bytes32 bounty, address miner);
    error AlreadyRevealed(bytes32 bounty, address miner);
    error WrongOpening(bytes32 bounty, address miner);
    error TooLarge(uint64 size, uint64 limit);
    error WrongGrantCount(uint256 expected, uint256 given);

    /// @notice Commits to a submission, locking stake + evaluationFee the first time. A newer commit replaces the
    /// older one and takes the later place. Refused to the researcher and to who owned a listed dataset when the
    /// bounty was opened.
    function commit(bytes32 bounty, bytes32 commitHash) external;

    /// @notice Opens the caller's commit. Never fails because of another's submission.
    /// @param named one grant per dataset of the bounty, all zero where none is held
    function reveal(bytes32 bounty, Opening calldata opening, IAccessGrants.Grant[] calldata named) external;

    /// @notice Gives every judged submission its verdict. Only the market.
    /// @param code where the terms are written
    /// @param verdicts one for each milestone of each slot, as the panel gives them
    function judge(bytes32 bounty, address code, uint32[] calldata verdicts) external returns (Best memory);

    function submissionOf(bytes32 bounty, address miner) external view returns (Submission memory);

    /// @notice Miners in slot order, which is the order of the score vectors.
    function minersOf(bytes32 bounty) external view returns (address[] memory);

    /// @notice Slots taken, and how many of them were revealed.
    function slotsOf(bytes32 bounty) external view returns (uint16 submissions, uint16 revealed);

    /// @notice Whether any submission is to be scored.
    function anyStands(bytes32 bounty) external view returns (bool);

    /// @notice By slot: whether the panel is to judge, or has judged, the submission.
    function judgedOf(bytes32 bounty) external view returns (bool[] memory);

    /// @notice All miners in slot order, with what became of their submissions.
    function outcomesOf(bytes32 bounty) external view returns (address[] memory miners, Status[] memory);

    /// @notice Who has a part in what a miner wins: grantors by the datasets held, and his pool.
    function claimsOf(bytes32 bounty, address miner)
        external
        view
        returns (uint16 held, address pool, uint16 poolFeeBps);

    /// @notice Who is paid for a dataset the winner held: who granted it to him.
    function grantorFor(bytes32 bounty, address miner, uint256 dataset) external view returns (address);

    /// @notice Whether the account committed, or granted a dataset later to a miner that named the grant.
    function isInvolved(bytes32 bounty, address account) external view returns (bool);
}
