// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Seeds that no single party chooses
/// @notice For each request the last seed picks up to five contributors among the bonded tickets; the new seed hashes
/// it with one preimage of each contributor's hash chain. Who withholds his preimage loses the contributor lock and
/// others are picked, once; after that the request has failed.
/// @dev Each request reserves one position of each contributor's chain when it is made, so nobody, relayer included,
/// can choose between preimages. Only who had a ticket and a chain before `before` is picked. Withholding j preimages
/// buys a choice among 2^j seeds for j locks: made expensive, not prevented. Requests come from the market and the
/// panel only; the beacon has no owner.
///
/// Hash preimages, every field one 32-byte word in the order written:
/// request id  keccak256(abi.encode(chainId, beacon, bounty, kind))
/// pick's seed keccak256(abi.encode(previousSeed, pick)), pick 0 or 1; without the request, which a researcher can
///             vary by his specification until the contributors suit him
/// seed        keccak256(previousSeed ++ request ++ preimage of contributor 0 ++ ... ++ of contributor c-1)
/// roll r      keccak256(abi.encode(seed, r)) mod places left; a place rolled is swapped with the last one left
interface ISeedBeacon {
    enum Status {
        None,
        Waiting,
        Drawn,
        Failed
    }

    /// @param kind 0 the sample's seed, 1 to 3 the draws' (first and two refills), 4 the challenge's
    /// @param pick 0 the first contributors, 1 those picked after a preimage was withheld
    event SeedRequested(
        bytes32 indexed request,
        bytes32 indexed bounty,
        uint8 kind,
        uint8 pick,
        bytes32 previousSeed,
        address[] contributors,
        uint32[] chains,
        uint64[] positions,
        uint64 deadline
    );
    event Contributed(bytes32 indexed request, address indexed contributor, bytes32 preimage);
    event SeedDrawn(bytes32 indexed request, bytes32 indexed bounty, uint8 kind, bytes32 seed);
    event PreimageWithheld(bytes32 indexed request, address indexed contributor, uint256 lock);
    event SeedFailed(bytes32 indexed request, bytes32 indexed bounty, uint8 kind);

    error NotRequester(address caller);
    error NoContributors();
    error AlreadyRequested(bytes32 request);
    error UnknownRequest(bytes32 request);
    error SeedClosed(bytes32 request);
    error NotContributor(bytes32 request, address account);
    error AlreadyContributed(bytes32 request, address contributor);
    error BadContribution(uint256 contributors, uint256 preimages);

    /// @notice Asks for a seed. Only the market and the panel.
    /// @param before contributors' tickets and chains must be older than this time
    /// @param window seconds the contributors have
    /// @return asked how many were picked; 0 when nobody could be, which fails the request at once
    function request(bytes32 bounty, uint8 kind, uint64 before, uint32 window) external returns (uint256 asked);

    /// @notice Brings in preimages of contributors of a request; anyone, one by one or all at once. The last one
    /// draws the seed and leads the bounty on.
    function contribute(bytes32 bounty, uint8 kind, address[] calldata contributors, bytes32[] calldata preimages)
        external;

    /// @notice Picks others, or fails the request, when its deadline has passed; anyone. Never reverts.
    function advance(bytes32 bounty, uint8 kind) external returns (Status status, uint64 deadline);

    /// @notice Ends a request that nobody needs any more, at nobody's cost. Only the market.
    function abandon(bytes32 bounty, uint8 kind) external;

    function requestId(bytes32 bounty, uint8 kind) external view returns (bytes32);

    /// @notice The last seed.
    function beacon() external view returns (bytes32);

    /// @notice A request's seed and the time it was drawn; zeros before.
    function seedOf(bytes32 bounty, uint8 kind) external view returns (bytes32 seed, uint64 drawnAt);

    /// @notice Who was picked last for a request; preimages are zero words where not given.
    function contributorsOf(bytes32 bounty, uint8 kind)
        external
        view
        returns (
            address[] memory contributors,
            uint32[] memory chains,
            uint64[] memory positions,
            bytes32[] memory preimages
        );

    /// @notice How many were asked for all seeds of a bounty, and who gave (twice when twice).
    function workOf(bytes32 bounty) external view returns (uint256 asked, address[] memory gave);
}
