package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import java.time.Instant;

/**
 * Who got how much out of which bounty, and as what.
 *
 * @param token what the amount is in; the zero address is ether
 */
public record PaidView(
    Bytes32 bounty, Address account, String role, Address token, Wei amount, Instant paidAt) {}
