// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IVault} from "./interfaces/IVault.sol";

/// @title ActorRegistry
/// @notice What it does and what it assumes is said in IActorRegistry.
contract ActorRegistry is IActorRegistry {
    uint16 private constant EVALUATOR = 8;
    uint16 private constant BPS = 10_000;
    /// @dev Bounds the work of a slash, which happens inside another's settlement.
    uint256 private constant MAX_TICKETS = 32;
    address private constant ETHER = address(0);

    struct Place {
        address owner;
        uint40 since;
        uint40 until;
    }

    struct HashChain {
        bytes32 tip;
        uint64 position;
        uint64 assigned;
        uint64 registeredAt;
    }

    IVault public immutable vault;
    address public immutable panel;
    uint256 public immutable ticketSize;
    uint32 public immutable unbondDelay;

    mapping(bytes32 bounty => mapping(address actor => uint256)) public seatLock;
    mapping(address actor => mapping(uint32 version => bytes32)) public recipientAt;
    mapping(address actor => Actor) private _actors;
    mapping(address actor => HashChain[]) private _chains;
    mapping(address actor => uint256[]) private _ticketPlaces;
    Place[] private _places;
    uint256[] private _emptied;
    uint256 private _emptiedHead;

    modifier onlyPanel() {
        if (msg.sender != panel) revert NotPanel(msg.sender);
        _;
    }

    constructor(address vault_, address panel_, uint256 ticketSize_, uint32 unbondDelay_) {
        if (ticketSize_ == 0) revert ZeroAmount();
        vault = IVault(vault_);
        panel = panel_;
        ticketSize = ticketSize_;
        unbondDelay = unbondDelay_;
    }

    /// @inheritdoc IActorRegistry
    function join(uint16 roles, bytes32 recipient) external {
        if (roles == 0) revert NoRoles();
        if (recipient == 0) revert NoRecipient();
        Actor storage a = _actors[msg.sender];
        if (roles & EVALUATOR == 0 && a.bonded != 0) revert StillBonded(msg.sender, a.bonded);
        a.roles = roles;
        if (a.recipient != recipient) {
            a.recipient = recipient;
            recipientAt[msg.sender][++a.recipientVersion] = recipient;
        }
        emit Joined(msg.sender, roles, a.recipientVersion, recipient);
    }

    /// @inheritdoc IActorRegistry
    function resign() external {
        Actor storage a = _joined();
        if (a.bonded != 0) revert StillBonded(msg.sender, a.bonded);
        a.roles = 0;
        emit Left(msg.sender);
    }

    /// @inheritdoc IActorRegistry
    function setRig(bytes32 inventoryHash) external {
        _joined().rigInventoryHash = inventoryHash;
        emit RigSet(msg.sender, inventoryHash);
    }

    /// @inheritdoc IActorRegistry
    function setPool(address pool, uint16 feeBps) external {
        Actor storage a = _joined();
        if (feeBps > BPS) revert BadFee(feeBps);
        if (pool == msg.sender || (pool == address(0) && feeBps != 0)) revert BadPool(pool);
        a.pool = pool;
        a.poolFeeBps = feeBps;
        emit PoolSet(msg.sender, pool, feeBps);
    }

    /// @inheritdoc IActorRegistry
    function bond(uint256 amount) external {
        Actor storage a = _actors[msg.sender];
        if (a.roles & EVALUATOR == 0) revert NotEvaluator(msg.sender);
        vault.fundPot(_key(msg.sender), ETHER, msg.sender, amount);
        a.bonded += amount;
        _resize(msg.sender, a);
        emit Bonded(msg.sender, amount, a.bonded, a.tickets);
    }

    /// @inheritdoc IActorRegistry
    function unbond(uint256 amount) external {
        if (amount == 0) revert ZeroAmount();
        Actor storage a = _actors[msg.sender];
        uint256 taken = a.locked + a.unbonding;
        uint256 free = a.bonded > taken ? a.bonded - taken : 0;
        if (free < amount) revert InsufficientBond(msg.sender, free, amount);
        a.unbonding += amount;
        a.unbondReadyAt = uint64(block.timestamp) + unbondDelay;
        _resize(msg.sender, a);
        emit UnbondRequested(msg.sender, amount, a.unbondReadyAt, a.tickets);
    }

    /// @inheritdoc IActorRegistry
    function withdrawBond() external {
        Actor storage a = _actors[msg.sender];
        uint256 amount = a.unbonding;
        if (amount == 0) revert NothingUnbonding(msg.sender);
        if (block.timestamp < a.unbondReadyAt) revert UnbondNotReady(a.unbondReadyAt);
        if (freeBond(msg.sender) < amount) revert InsufficientBond(msg.sender, freeBond(msg.sender), amount);
        a.unbonding = 0;
        a.bonded -= amount;
        emit Unbonded(msg.sender, amount, a.bonded);
        vault.payPot(_key(msg.sender), ETHER, msg.sender, amount);
    }

    /// @inheritdoc IActorRegistry
    function registerChain(bytes32 tip) external {
        if (tip == 0) revert NoTip();
        _joined();
        _chains[msg.sender].push(HashChain(tip, 0, 0, uint64(block.timestamp)));
        emit ChainRegistered(msg.sender, uint32(_chains[msg.sender].length - 1), tip);
    }

    /// @inheritdoc IActorRegistry
    function lockSeat(bytes32 bounty, address actor, uint256 amount) external onlyPanel {
        if (amount == 0) revert ZeroAmount();
        if (seatLock[bounty][actor] != 0) revert AlreadyLocked(bounty, actor);
        if (freeBond(actor) < amount) revert InsufficientBond(actor, freeBond(actor), amount);
        seatLock[bounty][actor] = amount;
        _actors[actor].locked += amount;
        emit SeatLocked(bounty, actor, amount);
    }

    /// @inheritdoc IActorRegistry
    function releaseSeat(bytes32 bounty, address actor, uint256 slash) external onlyPanel {
        uint256 lock = seatLock[bounty][actor];
        if (lock == 0) revert NoLock(bounty, actor);
        if (slash > lock) revert InsufficientBond(actor, lock, slash);
        Actor storage a = _actors[actor];
        seatLock[bounty][actor] = 0;
        a.locked -= lock;
        if (slash != 0) {
            a.bonded -= slash;
            if (a.unbonding > a.bonded) a.unbonding = a.bonded;
            _resize(actor, a);
            vault.burnPot(_key(actor), ETHER, slash);
        }
        emit SeatReleased(bounty, actor, slash, a.tickets);
    }

    /// @inheritdoc IActorRegistry
    function assignPosition(address actor) external onlyPanel returns (uint32 chain, uint64 position) {
        uint256 count = _chains[actor].length;
        if (count == 0) revert NoChain(actor);
        chain = uint32(count - 1);
        position = ++_chains[actor][chain].assigned;
        emit PositionAssigned(actor, chain, position);
    }

    /// @inheritdoc IActorRegistry
    function givePreimage(address actor, uint32 chain, uint64 position, bytes32 preimage) external onlyPanel {
        // zero is how the panel says "not given", so it can never be given
        if (preimage == 0) revert WrongPreimage(actor, chain, position);
        HashChain storage c = _chains[actor][chain];
        bool further = position > c.position;
        (bytes32 deep, bytes32 shallow) = further ? (preimage, c.tip) : (c.tip, preimage);
        uint256 steps = further ? position - c.position : c.position - position;
        for (uint256 i; i < steps; ++i) {
            deep = keccak256(abi.encode(deep));
        }
        if (deep != shallow) revert WrongPreimage(actor, chain, position);
        if (further) {
            c.tip = preimage;
            c.position = position;
        }
        emit PreimageGiven(actor, chain, position, preimage);
    }

    /// @inheritdoc IActorRegistry
    function actorOf(address actor) external view returns (Actor memory) {
        return _actors[actor];
    }

    /// @inheritdoc IActorRegistry
    function poolOf(address actor) external view returns (address pool, uint16 feeBps) {
        return (_actors[actor].pool, _actors[actor].poolFeeBps);
    }

    /// @inheritdoc IActorRegistry
    function freeBond(address actor) public view returns (uint256) {
        return _actors[actor].bonded - _actors[actor].locked;
    }

    /// @inheritdoc IActorRegistry
    function places() external view returns (uint256) {
        return _places.length;
    }

    /// @inheritdoc IActorRegistry
    function ticketAt(uint256 place, uint64 time) external view returns (address) {
        Place storage p = _places[place];
        bool counted = p.since < time && (p.until == 0 || p.until >= time);
        return counted ? p.owner : address(0);
    }

    /// @inheritdoc IActorRegistry
    function hasChainBefore(address actor, uint64 time) external view returns (bool) {
        uint256 count = _chains[actor].length;
        return count != 0 && _chains[actor][count - 1].registeredAt < time;
    }

    /// @inheritdoc IActorRegistry
    function chainOf(address actor)
        external
        view
        returns (uint32 chain, bytes32 tip, uint64 position, uint64 assigned, uint64 registeredAt)
    {
        uint256 count = _chains[actor].length;
        if (count == 0) revert NoChain(actor);
        HashChain storage c = _chains[actor][count - 1];
        return (uint32(count - 1), c.tip, c.position, c.assigned, c.registeredAt);
    }

    /// @dev Whole tickets of what is bonded and not asked back.
    function _resize(address actor, Actor storage a) private {
        uint256 wanted = (a.bonded - a.unbonding) / ticketSize;
        if (wanted > MAX_TICKETS) wanted = MAX_TICKETS;
        uint256[] storage mine = _ticketPlaces[actor];
        while (mine.length > wanted) {
            uint256 place = mine[mine.length - 1];
            mine.pop();
            _places[place].until = uint40(block.timestamp);
            _emptied.push(place);
        }
        while (mine.length < wanted) {
            mine.push(_occupy(actor));
        }
        a.tickets = uint32(wanted);
    }

    /// @dev A place is used again only when its last ticket is past the delay: before, a draw may still count it.
    function _occupy(address actor) private returns (uint256 place) {
        Place memory taken = Place(actor, uint40(block.timestamp), 0);
        if (_emptiedHead < _emptied.length) {
            place = _emptied[_emptiedHead];
            if (block.timestamp >= uint256(_places[place].until) + unbondDelay) {
                ++_emptiedHead;
                _places[place] = taken;
                return place;
            }
        }
        _places.push(taken);
        return _places.length - 1;
    }

    function _joined() private view returns (Actor storage a) {
        a = _actors[msg.sender];
        if (a.roles == 0) revert NotJoined(msg.sender);
    }

    function _key(address actor) private pure returns (bytes32) {
        return bytes32(uint256(uint160(actor)));
    }
}
