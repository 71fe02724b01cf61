package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Wei;
import java.time.Instant;

/**
 * Who got how much out of a bounty, and as what.
 *
 * @param token what the amount is in; the zero address is ether
 */
public record PayoutView(Address account, String role, Address token, Wei amount, Instant paidAt) {}
