// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "./IBountyMarket.sol";

/// @title The pots of the bounties: what goes in, and who gets it in the end
/// @notice Every wei that comes into a bounty's pot goes out in its final state, once: to whom it is due or burned.
/// @dev The vault's module for bounties. Takes orders from the market and the submissions only, and takes money only
/// from the account they name, which is the one that asked them. Parts are floors; remainders go to the miner (of the reward)
/// or are burned (of fees).
///
/// In every end state: the opening fee is shared by the seeds' contributors and the rest burned, unless contributors
/// or seats were too few, then it comes back. Panel and evaluation fees are shared by the seats that revealed, or come
/// back if none did. Stakes come back, except of commits never opened, submissions void as INVALID, and a winner whose
/// key was withheld.
///
/// A settled bounty that pays by contribution pays its owners by the medians of the shares that seats told of the
/// winner's datasets: seats of the challenge if at least m + 1 of them share its fees, else those of the panel that
/// share its. Of an even number the lower middle. If all medians are 0 the weights of the terms hold. A seat one of
/// whose shares is more than 200 from its median gets no fee; it loses nothing else, for two machines need not round
/// alike.
interface IPayouts {
    /// @param state the final state
    /// @param openingBack whether contributors or seats were too few
    /// @param keyWithheld whether a complaint was not answered
    /// @param earnedBps part of the reward in 10 000 that was earned; read when settled
    /// @param code where the terms are written
    struct Ending {
        bytes32 bounty;
        address code;
        address winner;
        address challenger;
        bool overturned;
        IBountyMarket.State state;
        bool openingBack;
        bool keyWithheld;
        uint256 earnedBps;
    }

    /// @param role 1 miner, 2 data owner, 3 panel, 4 platform, 5 pool, 6 researcher (money back), 7 seed contributor,
    /// 8 submitter (stake, fee, or his share of a default), 9 challenger (bond back), 10 second panel
    event Paid(bytes32 indexed bounty, address indexed to, uint8 role, address token, uint256 amount);
    /// @param reason 1 opening fee's rest, 2 fee's remainder or forfeited, 3 stake, 4 complaint bond, 5 remainder of a
    /// challenge bond or of slashes
    event Burned(bytes32 indexed bounty, uint8 reason, address token, uint256 amount);

    /// @notice What the owners were paid by, where it was measured; by dataset. A part is share / sum of all shares.
    event SharesMeasured(bytes32 indexed bounty, address indexed miner, uint32[] shares);
    /// @notice The seat's shares are too far from the medians.
    event ShareFeeForfeited(bytes32 indexed bounty, address indexed evaluator);

    error NotMarket(address caller);
    error NotSubmissions(address caller);

    /// @notice Locks reward, panel fee and opening fee. Only the market.
    function lockOpening(bytes32 bounty) external;

    /// @notice Locks a submission's stake and evaluation fee. Only the submissions.
    function lockSubmission(bytes32 bounty, address miner) external;

    /// @notice Locks a tenth of the reward, rounded up. Only the market.
    function lockComplaint(bytes32 bounty) external returns (uint256 bond);

    /// @notice Locks a second panel's fees, ceil(panelFee * (2m + 1) / m). Only the market.
    function lockChallenge(bytes32 bounty, address challenger) external returns (uint256 bond);

    /// @notice Burns the complaint's bond: the key was published. Only the market.
    function burnComplaint(bytes32 bounty) external;

    /// @notice Empties the pot and closes the panel. Only the market, once.
    function finish(Ending calldata ending) external;

    /// @notice What opening a bounty costs apart from reward and panel fee, in ether.
    function openingFee() external view returns (uint256);
}
