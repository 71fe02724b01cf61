// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IVault} from "./interfaces/IVault.sol";

/// @title ActorRegistry
/// @notice What it does and what it assumes is said in IActorRegistry.
contract ActorRegistry is ERC2771Context, IActorRegistry {
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
    address public immutable beacon;
    uint256 public immutable ticketSize;
    uint256 public immutable contributorLock;
    uint32 public immutable unbondDelay;

    mapping(bytes32 bounty => mapping(address actor => uint256)) public seatLock;
    mapping(address rig => mapping(address attester => bytes32)) public attestationOf;
    mapping(address actor => mapping(uint32 version => bytes32)) public recipientAt;
    mapping(address actor => Actor) private _actors;
    mapping(address actor => mapping(uint32 chain => HashChain)) private _chains;
    mapping(address actor => uint256[]) private _ticketPlaces;
    Place[] private _places;
    uint256[] private _emptied;
    uint256 private _emptiedHead;

    modifier onlyPanel() {
        if (msg.sender != panel) revert NotPanel(msg.sender);
        _;
    }

    modifier onlyBeacon() {
        if (msg.sender != beacon) revert NotBeacon(msg.sender);
        _;
    }

    constructor(
        address relay_,
        address vault_,
        address panel_,
        address beacon_,
        uint256 ticketSize_,
        uint256 contributorLock_,
        uint32 unbondDelay_
    ) ERC2771Context(relay_) {
        if (ticketSize_ == 0 || contributorLock_ == 0) revert ZeroAmount();
        vault = IVault(vault_);
        panel = panel_;
        beacon = beacon_;
        ticketSize = ticketSize_;
        contributorLock = contributorLock_;
        unbondDelay = unbondDelay_;
    }

    /// @inheritdoc IActorRegistry
    function join(uint16 roles, bytes32 recipient) external {
        if (roles == 0) revert NoRoles();
        if (recipient == 0) revert NoRecipient();
        Actor storage a = _actors[_msgSender()];
        if (roles & EVALUATOR == 0 && a.bonded != 0) revert StillBonded(_msgSender(), a.bonded);
        a.roles = roles;
        if (a.recipient != recipient) {
            a.recipient = recipient;
            recipientAt[_msgSender()][++a.recipientVersion] = recipient;
        }
        emit Joined(_msgSender(), roles, a.recipientVersion, recipient);
    }

    /// @inheritdoc IActorRegistry
    function resign() external {
        Actor storage a = _joined();
        if (a.bonded != 0) revert StillBonded(_msgSender(), a.bonded);
        a.roles = 0;
        emit Left(_msgSender());
    }

    /// @inheritdoc IActorRegistry
    function setRig(bytes32 inventoryHash) external {
        _joined().rigInventoryHash = inventoryHash;
        emit RigSet(_msgSender(), inventoryHash);
    }

    /// @inheritdoc IActorRegistry
    function setPool(address pool, uint16 feeBps) external {
        Actor storage a = _joined();
        if (feeBps > BPS) revert BadFee(feeBps);
        if (pool == _msgSender() || (pool == address(0) && feeBps != 0)) revert BadPool(pool);
        a.pool = pool;
        a.poolFeeBps = feeBps;
        emit PoolSet(_msgSender(), pool, feeBps);
    }

    /// @inheritdoc IActorRegistry
    function bond(uint256 amount) external {
        Actor storage a = _actors[_msgSender()];
        if (a.roles & EVALUATOR == 0) revert NotEvaluator(_msgSender());
        if (amount > type(uint96).max) revert BondTooLarge(amount);
        vault.fundPot(_key(_msgSender()), ETHER, _msgSender(), amount);
        a.bonded += uint96(amount);
        _resize(_msgSender(), a);
        emit Bonded(_msgSender(), amount, a.bonded, a.tickets);
    }

    /// @inheritdoc IActorRegistry
    function unbond(uint256 amount) external {
        if (amount == 0) revert ZeroAmount();
        Actor storage a = _actors[_msgSender()];
        uint256 taken = a.locked + a.unbonding;
        uint256 free = a.bonded > taken ? a.bonded - taken : 0;
        if (free < amount) revert InsufficientBond(_msgSender(), free, amount);
        a.unbonding += uint96(amount);
        a.unbondReadyAt = uint40(block.timestamp + unbondDelay);
        _resize(_msgSender(), a);
        emit UnbondRequested(_msgSender(), amount, a.unbondReadyAt, a.tickets);
    }

    /// @inheritdoc IActorRegistry
    function withdrawBond() external {
        Actor storage a = _actors[_msgSender()];
        uint256 amount = a.unbonding;
        if (amount == 0) revert NothingUnbonding(_msgSender());
        if (block.timestamp < a.unbondReadyAt) revert UnbondNotReady(a.unbondReadyAt);
        if (freeBond(_msgSender()) < amount) revert InsufficientBond(_msgSender(), freeBond(_msgSender()), amount);
        a.unbonding = 0;
        a.bonded -= uint96(amount);
        emit Unbonded(_msgSender(), amount, a.bonded);
        vault.payPot(_key(_msgSender()), ETHER, _msgSender(), amount);
    }

    /// @inheritdoc IActorRegistry
    function registerChain(bytes32 tip) external {
        if (tip == 0) revert NoTip();
        uint32 chain = _joined().chains++;
        _chains[_msgSender()][chain] = HashChain(tip, 0, 0, uint64(block.timestamp));
        emit ChainRegistered(_msgSender(), chain, tip);
    }

    /// @inheritdoc IActorRegistry
    function attest(address rig, bytes32 benchmarkHash) external {
        _joined();
        if (benchmarkHash == 0) revert NothingAttested();
        attestationOf[rig][_msgSender()] = benchmarkHash;
        emit Attested(rig, _msgSender(), benchmarkHash);
    }

    /// @inheritdoc IActorRegistry
    function lockSeat(bytes32 bounty, address actor, uint256 amount) external onlyPanel {
        if (amount == 0) revert ZeroAmount();
        if (seatLock[bounty][actor] != 0) revert AlreadyLocked(bounty, actor);
        seatLock[bounty][actor] = amount;
        _lock(actor, amount);
        emit SeatLocked(bounty, actor, amount);
    }

    /// @inheritdoc IActorRegistry
    function releaseSeat(bytes32 bounty, address actor, uint256 slash, address heir) external onlyPanel {
        uint256 locked = seatLock[bounty][actor];
        if (locked == 0) revert NoLock(bounty, actor);
        if (slash > locked) revert InsufficientBond(actor, locked, slash);
        seatLock[bounty][actor] = 0;
        _release(actor, locked, slash);
        emit SeatReleased(bounty, actor, slash, _actors[actor].tickets);
        if (slash == 0) return;
        if (heir == address(0)) vault.burnPot(_key(actor), ETHER, slash);
        else vault.payPot(_key(actor), ETHER, heir, slash);
    }

    /// @inheritdoc IActorRegistry
    function askContribution(bytes32 request, address actor)
        external
        onlyBeacon
        returns (uint32 chain, uint64 position)
    {
        chain = _newestChain(actor);
        position = ++_chains[actor][chain].assigned;
        ++_actors[actor].contributing;
        _lock(actor, contributorLock);
        emit ContributionAsked(request, actor, chain, position);
    }

    /// @inheritdoc IActorRegistry
    function releaseContribution(bytes32 request, address actor, bool isWithheld) external onlyBeacon {
        if (_actors[actor].contributing == 0) revert NotContributing(actor);
        --_actors[actor].contributing;
        uint256 slash = isWithheld ? contributorLock : 0;
        _release(actor, contributorLock, slash);
        emit ContributionReleased(request, actor, slash, _actors[actor].tickets);
        if (slash != 0) vault.burnPot(_key(actor), ETHER, slash);
    }

    /// @inheritdoc IActorRegistry
    function givePreimage(address actor, uint32 chain, uint64 position, bytes32 preimage) external onlyBeacon {
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
    function ticketAt(uint256 place, uint64 time) public view returns (address) {
        Place storage p = _places[place];
        bool counted = p.since < time && (p.until == 0 || p.until >= time);
        return counted ? p.owner : address(0);
    }

    /// @inheritdoc IActorRegistry
    function hadTicket(address actor, uint64 time) external view returns (bool) {
        uint256[] storage mine = _ticketPlaces[actor];
        for (uint256 i; i < mine.length; ++i) {
            if (ticketAt(mine[i], time) == actor) return true;
        }
        return false;
    }

    /// @inheritdoc IActorRegistry
    function mayContribute(address actor, uint64 time) external view returns (bool) {
        uint32 count = _actors[actor].chains;
        if (count == 0 || _chains[actor][count - 1].registeredAt >= time) return false;
        return freeBond(actor) >= contributorLock;
    }

    /// @inheritdoc IActorRegistry
    function chainOf(address actor)
        external
        view
        returns (uint32 chain, bytes32 tip, uint64 position, uint64 assigned, uint64 registeredAt)
    {
        chain = _newestChain(actor);
        HashChain storage c = _chains[actor][chain];
        return (chain, c.tip, c.position, c.assigned, c.registeredAt);
    }

    function _newestChain(address actor) private view returns (uint32) {
        uint32 count = _actors[actor].chains;
        if (count == 0) revert NoChain(actor);
        return count - 1;
    }

    function _lock(address actor, uint256 amount) private {
        if (freeBond(actor) < amount) revert InsufficientBond(actor, freeBond(actor), amount);
        _actors[actor].locked += uint96(amount);
    }

    function _release(address actor, uint256 locked, uint256 slash) private {
        Actor storage a = _actors[actor];
        a.locked -= uint96(locked);
        if (slash == 0) return;
        a.bonded -= uint96(slash);
        if (a.unbonding > a.bonded) a.unbonding = a.bonded;
        _resize(actor, a);
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
        a.tickets = uint8(wanted);
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
        a = _actors[_msgSender()];
        if (a.roles == 0) revert NotJoined(_msgSender());
    }

    function _key(address actor) private pure returns (bytes32) {
        return bytes32(uint256(uint160(actor)));
    }
}
