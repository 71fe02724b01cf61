package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import java.time.Instant;

/**
 * What an account got out of a bounty, and as what.
 *
 * @param token what the amount is in; the zero address is ether
 */
public record EarningView(Bytes32 bounty, String role, Address token, Wei amount, Instant paidAt) {}
