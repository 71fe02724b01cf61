package assay.registry.actor;

import assay.chain.Wei;
import java.time.Instant;
import java.util.Optional;

/**
 * What an evaluator has bonded, in ether.
 *
 * @param bonded all of it
 * @param locked for seats and contributions to seeds; ends with them
 * @param leaving what was asked back and not taken yet
 * @param readyAt from when on what was asked back may be taken; none if nothing was
 * @param ticketSize the bond that counts as one ticket
 * @param tickets what counts in draws
 * @param contributing seeds that it was asked for and has not given its preimage to
 */
public record Bond(
    Wei bonded,
    Wei locked,
    Wei leaving,
    Optional<Instant> readyAt,
    Wei ticketSize,
    int tickets,
    int contributing) {}
