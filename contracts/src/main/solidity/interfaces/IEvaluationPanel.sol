// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Seeds, seats and scores
/// @notice One beacon gives the seeds: for each request the previous seed picks up to five contributors among the
/// bonded tickets; the new seed hashes it with one preimage of each. The draw seats m evaluators; each commits to a
/// vector of correct counts, then reveals it; the verdict on a submission is the median.
/// @dev Each request reserves one position of each contributor's hash chain when it is made, so nobody, relayer
/// included, can choose between preimages; withholding one makes the seed fail and the bounty end without a winner.
/// Eligible in a draw is who had a ticket before the commit deadline, is no party, and has the bond to lock. An
/// address has at most one seat in a bounty. A seat cannot leave; its lock ends with the bounty's final state.
///
/// Hash preimages, every field one 32-byte word in the order written:
/// request id    keccak256(abi.encode(chainId, panel, bounty, kind))
/// seed          keccak256(previousSeed ++ request ++ preimage of contributor 0 ++ ... ++ of contributor c-1)
/// roll r        keccak256(abi.encode(seed, r)) mod places left; a place rolled is swapped with the last one left
/// score commit  keccak256(abi.encode(chainId, panel, bounty, round, evaluator, keccak256(counts), salt)), round is
///               0, and counts stand as one 32-byte word each, without a length
///
/// counts has one entry per submission slot; entries of slots that do not stand are not read (write 0).
/// Marks in place of a count: INVALID 4294967295, UNAVAILABLE 4294967294. A verdict can also be UNDECIDED 4294967293.
interface IEvaluationPanel {
    /// @param kind 0 the sample's seed, 1 the draw's seed
    event SeedRequested(
        bytes32 indexed request,
        bytes32 indexed bounty,
        uint8 kind,
        bytes32 previousSeed,
        address[] contributors,
        uint32[] chains,
        uint64[] positions
    );
    event Contributed(bytes32 indexed request, address indexed contributor, bytes32 preimage);
    event SeedDrawn(bytes32 indexed request, bytes32 indexed bounty, uint8 kind, bytes32 seed);
    event PanelDrawn(bytes32 indexed bounty, address[] seats, uint256 seatLock);
    event DrawFailed(bytes32 indexed bounty, uint256 found, uint256 wanted);
    event ScoresCommitted(bytes32 indexed bounty, address indexed evaluator, uint8 round, bytes32 commitHash);
    event ScoresRevealed(bytes32 indexed bounty, address indexed evaluator, uint8 round, uint32[] counts, bytes32 salt);
    /// @param reason 1 lie, 2 committed but not revealed, 3 never committed, 4 key of the winner withheld
    event Slashed(bytes32 indexed bounty, address indexed evaluator, uint8 reason, uint256 amount);
    event FeeForfeited(bytes32 indexed bounty, address indexed evaluator);

    error NotMarket(address caller);
    error NoContributors();
    error UnknownRequest(bytes32 request);
    error SeedClosed(bytes32 request);
    error NotContributor(bytes32 request, address account);
    error AlreadyContributed(bytes32 request, address contributor);
    error BadContribution(uint256 contributors, uint256 preimages);
    error SeedMissing(bytes32 bounty);
    error NotDrawing(bytes32 bounty);
    error NotScoring(bytes32 bounty);
    error NotScoreReveal(bytes32 bounty);
    error NotSeated(bytes32 bounty, address account);
    error EmptyCommit();
    error AlreadyCommitted(bytes32 bounty, address evaluator);
    error AlreadyRevealed(bytes32 bounty, address evaluator);
    error NotCommitted(bytes32 bounty, address evaluator);
    error WrongOpening(bytes32 bounty, address evaluator);
    error WrongCountLength(uint256 expected, uint256 given);
    error CountTooLarge(uint256 slot, uint32 count, uint32 privateCount);

    /// @notice Asks for a seed. Only the market. Reverts for the sample's seed when nobody could contribute.
    /// @param before contributors' tickets and chains must be older than this time
    function requestSeed(bytes32 bounty, uint8 kind, uint64 before) external;

    /// @notice Brings in preimages of contributors of a request; anyone, one by one or all at once. The last one
    /// draws the seed.
    function contribute(bytes32 request, address[] calldata contributors, bytes32[] calldata preimages) external;

    /// @notice Seats the panel once the draw's seed is there; anyone. Too few: the bounty is refunded.
    function draw(bytes32 bounty) external;

    /// @notice Commits the caller's scores; once. The last of all seats ends the phase.
    function commitScores(bytes32 bounty, bytes32 commitHash) external;

    /// @notice Opens the caller's commit. The last of all commits ends the phase.
    function revealScores(bytes32 bounty, uint32[] calldata counts, bytes32 salt) external;

    /// @notice Computes the verdicts and who lied. Only the market, once.
    /// @param standing which slots are to be judged
    function tally(bytes32 bounty, bool[] calldata standing) external returns (uint32[] memory verdicts);

    /// @notice Ends all seat locks and burns the slashes. Only the market, in the final state.
    /// @param keyWithheld whether the key of the winner was withheld
    /// @param winnerSlot the winner's slot, read only when it was
    function close(bytes32 bounty, bool keyWithheld, uint256 winnerSlot) external;

    function requestId(bytes32 bounty, uint8 kind) external view returns (bytes32);

    /// @notice The last seed of the beacon.
    function beacon() external view returns (bytes32);

    /// @notice A request's seed and the time it was drawn; zeros before.
    function seedOf(bytes32 bounty, uint8 kind) external view returns (bytes32 seed, uint64 drawnAt);

    function contributorsOf(bytes32 request)
        external
        view
        returns (
            address[] memory contributors,
            uint32[] memory chains,
            uint64[] memory positions,
            bytes32[] memory preimages
        );

    /// @notice How many were asked for both seeds, and who gave (twice when twice).
    function seedWork(bytes32 bounty) external view returns (uint256 asked, address[] memory gave);

    function seatsOf(bytes32 bounty) external view returns (address[] memory);

    function progressOf(bytes32 bounty)
        external
        view
        returns (bool drawFailed, uint8 seats, uint8 committed, uint8 revealed);

    function scoreCommitOf(bytes32 bounty, address evaluator) external view returns (bytes32);

    /// @notice The counts a seat revealed; empty before.
    function countsOf(bytes32 bounty, address evaluator) external view returns (uint32[] memory);

    /// @notice The seats that share the fees: revealed, and marked no submission against a numeric verdict.
    function feeEarners(bytes32 bounty) external view returns (address[] memory earners, uint256 revealed);
}
