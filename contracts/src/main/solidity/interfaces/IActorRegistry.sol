// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Who takes part, with what recipient, bond, rig and hash chain
/// @notice An actor says which roles it plays and under which age recipient it can be sealed to, and bonds ether. A
/// bond counts in whole tickets of one fixed size; every ticket has the same chance in every draw.
/// @dev Tickets lie in numbered places that never move, so nobody can reorder a draw by bonding or unbonding; a
/// place says since when and until when its ticket counted. The panel locks part of a bond for a seat, under the
/// bounty; the beacon locks a fixed part for each seed a contributor is asked for. Only who locked releases, and
/// slashing takes only from that lock. Unbonded ether comes back after a delay and never while it is locked. An actor can: bond, unbond, resign, change
/// its own entries. Nobody else can. Every call of an actor may come through the relay.
interface IActorRegistry {
    /// @dev Amounts are ether that was deposited, which 96 bits can always count.
    /// @param recipient raw 32-byte X25519 public key of the age recipient
    /// @param locked for seats and contributions together
    /// @param contributing seeds it was asked for and has not given its preimage to
    /// @param chains how many it registered; the last is the newest
    struct Actor {
        uint16 roles;
        uint32 recipientVersion;
        address pool;
        uint16 poolFeeBps;
        bytes32 recipient;
        bytes32 rigInventoryHash;
        uint96 bonded;
        uint96 locked;
        uint8 tickets;
        uint24 contributing;
        uint32 chains;
        uint96 unbonding;
        uint40 unbondReadyAt;
    }

    event Joined(address indexed actor, uint16 roles, uint32 recipientVersion, bytes32 recipient);
    event Left(address indexed actor);
    event RigSet(address indexed actor, bytes32 inventoryHash);
    event PoolSet(address indexed actor, address indexed pool, uint16 feeBps);
    event Bonded(address indexed actor, uint256 amount, uint256 bonded, uint32 tickets);
    event UnbondRequested(address indexed actor, uint256 amount, uint256 readyAt, uint32 tickets);
    event Unbonded(address indexed actor, uint256 amount, uint256 bonded);
    event Attested(address indexed rig, address indexed attester, bytes32 benchmarkHash);
    event SeatLocked(bytes32 indexed bounty, address indexed actor, uint256 amount);
    event SeatReleased(bytes32 indexed bounty, address indexed actor, uint256 slashed, uint32 tickets);
    /// @notice The preimage of that position of its newest chain is asked for; the contributor lock is taken.
    event ContributionAsked(bytes32 indexed request, address indexed actor, uint32 chain, uint64 position);
    event ContributionReleased(bytes32 indexed request, address indexed actor, uint256 slashed, uint32 tickets);
    event ChainRegistered(address indexed actor, uint32 indexed chain, bytes32 tip);
    event PreimageGiven(address indexed actor, uint32 indexed chain, uint64 position, bytes32 preimage);

    error NotPanel(address caller);
    error NotBeacon(address caller);
    error NotJoined(address actor);
    error NotEvaluator(address actor);
    error NoRoles();
    error NoRecipient();
    error BadFee(uint16 feeBps);
    error BadPool(address pool);
    error NothingAttested();
    error ZeroAmount();
    error StillBonded(address actor, uint256 bonded);
    error InsufficientBond(address actor, uint256 free, uint256 wanted);
    error BondTooLarge(uint256 amount);
    error NothingUnbonding(address actor);
    error UnbondNotReady(uint64 readyAt);
    error AlreadyLocked(bytes32 bounty, address actor);
    error NoLock(bytes32 bounty, address actor);
    error NoTip();
    error NoChain(address actor);
    error NotContributing(address actor);
    error WrongPreimage(address actor, uint32 chain, uint64 position);

    /// @notice Takes part, or changes roles or recipient. Roles: 1 data owner, 2 researcher, 4 miner, 8 evaluator,
    /// 16 pool, 32 site. A changed recipient gets the next version number.
    function join(uint16 roles, bytes32 recipient) external;

    /// @notice Takes no further part. Refused while anything is bonded.
    function resign() external;

    /// @notice Publishes the hash of the caller's machine inventory.
    function setRig(bytes32 inventoryHash) external;

    /// @notice The pool that has a part in what the caller earns as a miner; copied by every commit to a bounty.
    /// @param pool address(0) for none
    /// @param feeBps parts in 10 000 of the miner's part
    function setPool(address pool, uint16 feeBps) external;

    /// @notice Adds `amount` of the caller's available balance to his bond. Evaluators only.
    function bond(uint256 amount) external;

    /// @notice Asks for `amount` back; its tickets leave all draws requested from now on.
    function unbond(uint256 amount) external;

    /// @notice Moves what was asked back to the available balance, after the delay and when it is not locked.
    function withdrawBond() external;

    /// @notice Registers the tip x0 of a hash chain, x(k-1) = keccak256(xk), for the beacon. Replaces the one before
    /// for requests from now on.
    function registerChain(bytes32 tip) external;

    /// @notice Says that the caller saw `rig` reach the benchmark with that hash; the newest of each attester counts.
    function attest(address rig, bytes32 benchmarkHash) external;

    /// @notice Locks `amount` of the free bond for a seat. Only the panel.
    function lockSeat(bytes32 bounty, address actor, uint256 amount) external;

    /// @notice Ends a seat's lock and takes `slash` of it: to `heir`'s available balance, burned if that is zero. Only
    /// the panel.
    function releaseSeat(bytes32 bounty, address actor, uint256 slash, address heir) external;

    /// @notice Locks the contributor lock and reserves the next position of the actor's newest chain. Only the beacon.
    function askContribution(bytes32 request, address actor) external returns (uint32 chain, uint64 position);

    /// @notice Ends one contributor lock; burns it if the preimage was withheld. Only the beacon.
    function releaseContribution(bytes32 request, address actor, bool isWithheld) external;

    /// @notice Checks a preimage against the chain and remembers the furthest one. Only the beacon.
    function givePreimage(address actor, uint32 chain, uint64 position, bytes32 preimage) external;

    function actorOf(address actor) external view returns (Actor memory);

    function recipientAt(address actor, uint32 version) external view returns (bytes32);

    /// @notice The pool and fee a commit would copy now.
    function poolOf(address actor) external view returns (address pool, uint16 feeBps);

    function freeBond(address actor) external view returns (uint256);

    function seatLock(bytes32 bounty, address actor) external view returns (uint256);

    /// @notice What a contributor to a seed locks.
    function contributorLock() external view returns (uint256);

    function attestationOf(address rig, address attester) external view returns (bytes32 benchmarkHash);

    function ticketSize() external view returns (uint256);

    function unbondDelay() external view returns (uint32);

    /// @notice Number of ticket places, empty ones too.
    function places() external view returns (uint256);

    /// @notice Whose ticket counted at `time` in a place; address(0) when none did.
    function ticketAt(uint256 place, uint64 time) external view returns (address);

    /// @notice Whether the actor had a ticket at `time`.
    function hadTicket(address actor, uint64 time) external view returns (bool);

    /// @notice Whether the actor had a hash chain before `time` and can lock.
    function mayContribute(address actor, uint64 time) external view returns (bool);

    /// @notice The newest chain: number, last known preimage and its position, last position given out.
    function chainOf(address actor)
        external
        view
        returns (uint32 chain, bytes32 tip, uint64 position, uint64 assigned, uint64 registeredAt);
}
