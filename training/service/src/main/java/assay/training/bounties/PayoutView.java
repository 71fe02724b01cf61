package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Wei;
import java.time.Instant;

/** Who got how much out of a bounty, and as what. */
public record PayoutView(Address account, String role, Wei amount, Instant paidAt) {}
