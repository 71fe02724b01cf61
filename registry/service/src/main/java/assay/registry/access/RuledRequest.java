package assay.registry.access;

import assay.chain.Bytes32;
import assay.registry.approval.Decision;
import java.util.Optional;

/**
 * A request and what its owner's standing rules say to it.
 *
 * @param standing the owner's grant of just that which has not ended: of an answer that was begun,
 *     the key or the word to who asked may be missing
 */
public record RuledRequest(AccessRequest request, Decision decision, Optional<Bytes32> standing) {}
