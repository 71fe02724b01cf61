package assay.registry.index;

import java.util.Optional;

/**
 * How far the indexer is.
 *
 * @param indexed newest block whose events are stored
 * @param projected newest final block that the projection repeats
 * @param problem why the last step failed, if it did
 */
public record IndexStatus(long indexed, long projected, Optional<String> problem) {}
