/**
 * The indexer: follows the chain's events into the database, survives reorganisations, and repeats
 * final events into the projection that the API reads.
 */
@NullMarked
package assay.registry.index;

import org.jspecify.annotations.NullMarked;
