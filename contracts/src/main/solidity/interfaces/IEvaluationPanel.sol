// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Seats, scores and verdicts
/// @notice A draw seats m evaluators; each commits to a vector of correct counts, then reveals it; the verdict on a
/// submission is the median. All m may also sign one vector of vectors, which needs one transaction. Seats that stay
/// silent while something is undecided are refilled, twice at most. Anyone may challenge once: 2m+1 fresh seats score
/// again, and where they decide, theirs is the verdict.
/// @dev Eligible in a draw is who had a ticket at the commit deadline, is no party, has no seat in this bounty and has
/// the bond to lock. An address has at most one seat in a bounty. A seat cannot leave; its lock ends with the
/// bounty's final state. What a lie is, is judged by the final verdict. A colluding majority decides what the count
/// is: made expensive (bond, challenge), not prevented.
///
/// Stage 0 is the panel, stage 1 the challenge. Draw of stage 0, round r: seed kind 1 + r; of the challenge: kind 4.
/// Hash preimages, every field one 32-byte word in the order written:
/// roll r        keccak256(abi.encode(seed, r)) mod places left; a place rolled is swapped with the last one left.
///               Places are the ticket places there were when the seed was asked for, or places in the bounty's list
///               of evaluators when it names one.
/// score commit  keccak256(abi.encode(chainId, panel, bounty, round, evaluator, keccak256(counts), salt)); counts
///               stand as one 32-byte word each, without a length; round of the challenge is 3
/// signed scores EIP-712, domain AssayEvaluationPanel 1, Scores(bytes32 bounty,uint8 round,address[] seats,
///               uint32[] counts,uint64 deadline); deadline is that of the state Scoring
///
/// counts has one entry for each milestone of each submission slot, the milestones of a slot together; entries of
/// slots that do not stand are not read (write 0). Marks in place of a count, the same for all milestones of a slot:
/// INVALID 4294967295, UNAVAILABLE 4294967294. A verdict can also be UNDECIDED 4294967293.
/// In a bounty that pays by contribution there follows one entry for each dataset of each slot, the datasets of a slot
/// together: its share in what the slot's submission is worth, 0 to 10 000; all of a slot are 0 where that could not be
/// measured. No verdict depends on them.
interface IEvaluationPanel {
    /// @param round 0 to 2 of the panel, 3 the challenge
    /// @param size seats this stage is to have
    /// @param seats drawn in this round
    /// @param revealed counts known in this stage
    /// @param reports test-set reports since the last restart
    struct Progress {
        uint8 stage;
        uint8 round;
        uint8 size;
        uint8 seats;
        uint8 committed;
        uint8 roundRevealed;
        uint8 revealed;
        uint8 reports;
    }

    /// @param earners seats of the panel that share its fees
    /// @param challengeEarners seats of the challenge that share its bond or the slashes
    /// @param revealed whether any seat of the panel revealed
    /// @param inherited ether slashed to the heir
    /// @param shares what each earner said of the winner's datasets, 16 bits each, the first lowest
    /// @param challengeShares the same of the challenge's
    struct Closing {
        address[] earners;
        address[] challengeEarners;
        bool revealed;
        bool challengeRevealed;
        uint256 inherited;
        uint256[] shares;
        uint256[] challengeShares;
    }

    event PanelDrawn(bytes32 indexed bounty, uint8 round, address[] seats, uint256 seatLock);
    event DrawFailed(bytes32 indexed bounty, uint8 round, uint256 found, uint256 wanted);
    event ScoresCommitted(bytes32 indexed bounty, address indexed evaluator, uint8 round, bytes32 commitHash);
    /// @param salt zero when all seats signed
    event ScoresRevealed(bytes32 indexed bounty, address indexed evaluator, uint8 round, uint32[] counts, bytes32 salt);
    /// @param unopened bit i set: submission slot i could not be opened either
    event TestSetReported(bytes32 indexed bounty, address indexed evaluator, uint64 unopened);
    /// @param reason 1 lie, 2 committed but not revealed, 3 never committed, 4 key of the winner withheld
    event Slashed(bytes32 indexed bounty, address indexed evaluator, uint8 reason, uint256 amount);
    event FeeForfeited(bytes32 indexed bounty, address indexed evaluator);

    error NotMarket(address caller);
    error NotPayouts(address caller);
    error NotScoring(bytes32 bounty);
    error NotScoreReveal(bytes32 bounty);
    error NotSeated(bytes32 bounty, address account);
    error EmptyCommit();
    error AlreadyCommitted(bytes32 bounty, address evaluator);
    error AlreadyRevealed(bytes32 bounty, address evaluator);
    error AlreadyReported(bytes32 bounty, address evaluator);
    error NotReportable(bytes32 bounty);
    error NotCommitted(bytes32 bounty, address evaluator);
    error WrongOpening(bytes32 bounty, address evaluator);
    error WrongCountLength(uint256 expected, uint256 given);
    error CountTooLarge(uint256 entry, uint32 count, uint32 limit);
    /// @param entry among the shares
    error ShareTooLarge(uint256 entry, uint32 share);
    error MixedMarks(uint256 slot);
    error NotAllSigned(uint256 expected, uint256 given);
    error BadSignature(address evaluator);

    /// @notice Begins a stage and asks for its seed. Only the market.
    /// @return asked how many contributors were picked
    function begin(bytes32 bounty, bool isChallenge) external returns (uint256 asked);

    /// @notice Asks for the seed of a draw that refills the silent seats of the panel. Only the market.
    function refill(bytes32 bounty) external;

    /// @notice Seats evaluators by the drawn seed. Only the market.
    /// @return enough whether all wanted were found; for a refill, whether any was
    function seat(bytes32 bounty) external returns (bool enough);

    /// @notice Forgets the test-set reports: the key is there now. Only the market.
    function restart(bytes32 bounty) external;

    /// @notice Commits the caller's scores; once. The last of all seats ends the phase.
    function commitScores(bytes32 bounty, bytes32 commitHash) external;

    /// @notice Opens the caller's commit. The last of all commits ends the phase.
    function revealScores(bytes32 bounty, uint32[] calldata counts, bytes32 salt) external;

    /// @notice Brings in the scores of all seats at once, signed by each (ERC-1271 too); anyone. Only in the first
    /// round of a stage.
    /// @param counts the vectors of all seats, one after the other, in the order of `seatsOf`
    function submitSigned(bytes32 bounty, uint32[] calldata counts, bytes[] calldata signatures) external;

    /// @notice Says that the test set cannot be used. m-t+1 seats stop the clock until the researcher publishes the
    /// test key. Only a seat of the panel that has not committed.
    /// @param unopened bit i set: submission slot i could not be opened
    function reportTestSet(bytes32 bounty, uint64 unopened) external;

    /// @notice Judges all seats by the final verdicts, ends their locks and takes the slashes. Only the payouts, once.
    /// @param heir who gets the slashes of liars; address(0) burns them, as all others are
    /// @param keyWithheld whether the key of the winner was withheld
    /// @param isDefaulted whether the test set could not be used: nobody is blamed for what he could not score
    /// @param winnerSlot of no submission where nobody won
    function close(bytes32 bounty, address heir, bool keyWithheld, bool isDefaulted, uint256 winnerSlot)
        external
        returns (Closing memory);

    /// @notice The verdict for every milestone of every slot: the challenge's where it decided, else the panel's.
    /// @param undecided whether a slot that stands has none
    function verdictsOf(bytes32 bounty) external view returns (uint32[] memory verdicts, bool undecided);

    /// @notice For every slot, how many seats reported that they could not open it, since the last restart.
    function unopenedOf(bytes32 bounty) external view returns (uint8[] memory seats);

    function progressOf(bytes32 bounty) external view returns (Progress memory);

    /// @notice All seats of the present stage, in the order drawn.
    function seatsOf(bytes32 bounty) external view returns (address[] memory);

    function hasSeat(bytes32 bounty, address account) external view returns (bool);

    function scoreCommitOf(bytes32 bounty, address evaluator) external view returns (bytes32);

    /// @notice The counts a seat revealed; empty before.
    function countsOf(bytes32 bounty, address evaluator) external view returns (uint32[] memory);

    /// @notice What the seats of the present round sign for `submitSigned`.
    function scoresDigest(bytes32 bounty, uint32[] calldata counts) external view returns (bytes32);
}
